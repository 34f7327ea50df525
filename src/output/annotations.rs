//! Annotations → the JSON that `search annotate` prints and hits carry.

use serde_json::{Map, Value, json};

use crate::annotate::{Annotations, DateMention, EntityMention, Quote, Stance};
use crate::span::{CodePoints, Span};

/// Returns `{"id","quotes","entities","dates"}`, offsets in code points of `text`.
pub fn annotations_json(id: &str, text: &str, annotations: &Annotations) -> Value {
    let points = CodePoints::new(text);
    let quotes: Vec<Value> = annotations.quotes.iter().map(|q| quote(q, &points)).collect();
    let entities: Vec<Value> = annotations.entities.iter().map(|e| entity(e, &points)).collect();
    let dates: Vec<Value> = annotations.dates.iter().map(|d| date(d, &points)).collect();
    json!({"id": id, "quotes": quotes, "entities": entities, "dates": dates})
}

/// Returns a span as two numbers, or two nulls.
fn ends(span: Option<Span>, points: &CodePoints) -> (Value, Value) {
    span.map_or((Value::Null, Value::Null), |span| {
        let (start, end) = points.pair(span);
        (start.into(), end.into())
    })
}

/// Returns a probability with three decimals: more of them mean nothing.
pub(super) fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1000.0).round() / 1000.0
}

fn quote(quote: &Quote, points: &CodePoints) -> Value {
    let (start, end) = points.pair(quote.span);
    let (speaker_start, speaker_end) = ends(quote.mention, points);
    let (cue_start, cue_end) = ends(quote.cue, points);
    let mut value = json!({
        "start": start, "end": end, "kind": quote.kind, "speaker": quote.speaker,
        "speaker_start": speaker_start, "speaker_end": speaker_end,
        "cue_start": cue_start, "cue_end": cue_end, "confidence": rounded(quote.confidence),
    });
    if !quote.pieces.is_empty() {
        value["spans"] = quote.pieces.iter().map(|&piece| json!(points.pair(piece))).collect();
    }
    if quote.stance != Stance::Said {
        value["stance"] = json!(quote.stance);
    }
    value
}

fn entity(entity: &EntityMention, points: &CodePoints) -> Value {
    let (start, end) = points.pair(entity.span);
    json!({"start": start, "end": end, "kind": entity.kind, "name": entity.name, "cluster": entity.cluster})
}

pub(super) fn date(date: &DateMention, points: &CodePoints) -> Value {
    let (start, end) = points.pair(date.span);
    let mut value = Map::new();
    value.insert("start".into(), start.into());
    value.insert("end".into(), end.into());
    value.insert("type".into(), json!(date.kind));
    value.insert("value".into(), date.value.clone().into());
    Value::Object(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::QuoteKind;

    #[test]
    fn offsets_are_code_points() {
        let text = "“Éa, said Roe, b”";
        let at = |words: &str| {
            let start = text.find(words).expect("in the text");
            Span::new(start, start + words.len())
        };
        let quote = Quote {
            span: Span::new(at("Éa").start as usize, at("b").end as usize),
            pieces: vec![at("Éa"), at("b")],
            kind: QuoteKind::Direct,
            speaker: Some("Ann Roe".to_string()),
            mention: Some(at("Roe")),
            cue: None,
            confidence: 0.9,
            stance: Stance::Said,
            by_description: false,
        };
        let annotations = Annotations { quotes: vec![quote], ..Annotations::default() };
        let value = annotations_json("a", text, &annotations);
        assert_eq!(
            value.to_string(),
            r#"{"id":"a","quotes":[{"start":1,"end":16,"kind":"direct","speaker":"Ann Roe","speaker_start":10,"speaker_end":13,"cue_start":null,"cue_end":null,"confidence":0.9,"spans":[[1,3],[15,16]]}],"entities":[],"dates":[]}"#
        );
    }
}
