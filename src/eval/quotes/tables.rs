//! The figures as a plain table.

use std::fmt::Write;

use super::{ClassRow, QuoteFigures};

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "    -".to_string(), |v| format!("{v:5.3}"))
}

/// Returns the figures as lines of text.
pub fn render(figures: &QuoteFigures) -> String {
    let mut out = format!("articles scored: {}\n\n", figures.articles);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:22}{:>6}{:>7}{:>7}{:>8}{:>8}{:>8}", "", "P", "R", "F1", "right", "system", "gold");
    for (name, r) in &figures.rows {
        let (p, recall, f1) = (number(Some(r.p)), number(Some(r.r)), number(Some(r.f1)));
        let _ = writeln!(out, "{name:22}{p:>6}{recall:>7}{f1:>7}{:8}{:8}{:8}", r.tp, r.system, r.gold);
    }
    let a = &figures.attribution;
    let _ = write!(
        out,
        "\ngiven a found quote: mention accuracy {} (n={}), name accuracy {} (n={}), kind accuracy {}\n\
         system quotes unmatched but inside a found gold quote: {}\n",
        number(a.mention_accuracy),
        a.matched,
        number(a.name_accuracy),
        a.matched_with_gold_name,
        number(a.kind_accuracy),
        figures.unmatched_fragments
    );
    classes(&mut out, "by_kind", &figures.by_kind);
    classes(&mut out, "by_source_type", &figures.by_source_type);
    out
}

fn classes(out: &mut String, title: &str, rows: &[(&'static str, ClassRow)]) {
    let _ = write!(out, "\n{title:16}{:>7}{:>8}{:>10}{:>9}{:>8}", "gold", "found", "+mention", "m|found", "+name");
    if title == "by_kind" {
        let _ = write!(out, "{:>9}{:>7}{:>7}  (same kind on both sides)", "P", "R", "F1");
    }
    out.push('\n');
    for (name, r) in rows {
        let _ = write!(
            out,
            "  {name:14}{:7}{:>8}{:>10}{:>9}{:>8}",
            r.gold,
            number(r.recall),
            number(r.end_to_end_recall),
            number(r.mention_accuracy),
            number(r.name_recall)
        );
        if let Some(d) = &r.detection {
            let _ = write!(out, "{:>9}{:>7}{:>7}", number(Some(d.p)), number(Some(d.r)), number(Some(d.f1)));
        }
        out.push('\n');
    }
}
