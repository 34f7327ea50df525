//! Two runs over the same topics → their differences, and whether chance would explain them.
//!
//! Topics are paired. Two tests, both two-sided: the randomisation test, which swaps the two
//! figures of each topic (every way of doing so where topics are few, a fixed series of
//! [`SHUFFLES`] ways otherwise), and Student's t-test. Nothing here is drawn by chance: the
//! same runs always give the same figures.

use serde::Serialize;

use super::rank::{Measures, RankFigures};

/// Ways of swapping that are tried where there are too many for all of them.
pub const SHUFFLES: usize = 100_000;

/// Up to so many topics every way of swapping is tried.
const ALL_WAYS: usize = 16;

/// Differences smaller than this are none: they come from the order of additions.
const NOTHING: f64 = 1e-12;

/// How a run compares with another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// Topics that both are scored on.
    pub topics: usize,
    /// One for each measure.
    pub measures: Vec<Difference>,
}

/// How a run compares with another by one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The measure.
    pub measure: &'static str,
    /// Mean of the run.
    pub run: f64,
    /// Mean of the other run.
    pub baseline: f64,
    /// Mean of the differences, above 0 where the run is better.
    pub difference: f64,
    /// Topics on which the run is better.
    pub better: usize,
    /// Topics on which it is worse.
    pub worse: usize,
    /// How often swapping gives a difference at least as large.
    pub p_randomisation: f64,
    /// How often Student's t would be at least as large; `None` where all differences are equal.
    pub p_t_test: Option<f64>,
}

/// Compares two runs that were scored with the same judgements and topics.
pub fn compare(run: &RankFigures, baseline: &RankFigures) -> Comparison {
    let pairs: Vec<(&Measures, &Measures)> = run
        .per_topic
        .iter()
        .filter_map(|(topic, ours)| Some((ours, &baseline.per_topic.iter().find(|(other, _)| other == topic)?.1)))
        .collect();
    let names = Measures::default().named().map(|(name, _)| name);
    let measures = names.iter().enumerate().map(|(n, &measure)| {
        let figures: Vec<(f64, f64)> = pairs.iter().map(|(a, b)| (a.named()[n].1, b.named()[n].1)).collect();
        difference(measure, &figures)
    });
    Comparison { topics: pairs.len(), measures: measures.collect() }
}

fn difference(measure: &'static str, figures: &[(f64, f64)]) -> Difference {
    let differences: Vec<f64> = figures.iter().map(|(a, b)| a - b).collect();
    Difference {
        measure,
        run: mean(figures.iter().map(|(a, _)| *a)),
        baseline: mean(figures.iter().map(|(_, b)| *b)),
        difference: mean(differences.iter().copied()),
        better: differences.iter().filter(|d| **d > NOTHING).count(),
        worse: differences.iter().filter(|d| **d < -NOTHING).count(),
        p_randomisation: randomisation(&differences),
        p_t_test: t_test(&differences),
    }
}

fn mean(figures: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = figures.len().max(1) as f64;
    figures.sum::<f64>() / n
}

/// Returns how often swapping the two figures of topics gives a sum at least as far from 0.
fn randomisation(differences: &[f64]) -> f64 {
    let observed = differences.iter().sum::<f64>().abs() - NOTHING;
    let is_as_large = |signs: &dyn Fn(usize) -> bool| {
        let sum: f64 = differences.iter().enumerate().map(|(n, d)| if signs(n) { *d } else { -d }).sum();
        sum.abs() >= observed
    };
    if differences.len() <= ALL_WAYS {
        let ways = 1u32 << differences.len();
        let large = (0..ways).filter(|way| is_as_large(&|n| way >> n & 1 == 1)).count();
        return large as f64 / f64::from(ways);
    }
    let mut dice = Dice(1);
    let mut signs = vec![false; differences.len()];
    let mut large = 1;
    for _ in 0..SHUFFLES {
        signs.iter_mut().for_each(|sign| *sign = dice.toss());
        large += usize::from(is_as_large(&|n| signs[n]));
    }
    large as f64 / (SHUFFLES + 1) as f64
}

/// A fixed series of bits (SplitMix64).
struct Dice(u64);

impl Dice {
    fn toss(&mut self) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) >> 63 == 1
    }
}

/// Returns the two-sided p of Student's t for the mean of `differences`.
fn t_test(differences: &[f64]) -> Option<f64> {
    let n = differences.len() as f64;
    let mean = mean(differences.iter().copied());
    let squares: f64 = differences.iter().map(|d| (d - mean).powi(2)).sum();
    if n < 2.0 || squares <= NOTHING * NOTHING {
        return None;
    }
    let t_squared = mean * mean / (squares / (n - 1.0) / n);
    let freedom = n - 1.0;
    Some(incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + t_squared)))
}

/// Returns the regularised incomplete beta function, by its continued fraction.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

/// Lentz's evaluation of the continued fraction of the incomplete beta function.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let not_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / not_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..300 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for step in [even, odd] {
            d = 1.0 / not_zero(1.0 + step * d);
            c = not_zero(1.0 + step / c);
            value *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// Returns the logarithm of the gamma function (Lanczos' series).
fn ln_gamma(x: f64) -> f64 {
    const SERIES: [f64; 6] = [
        76.180_091_729_471_46,
        -86.505_320_329_416_77,
        24.014_098_240_830_91,
        -1.231_739_572_450_155,
        0.001_208_650_973_866_179,
        -0.000_005_395_239_384_953,
    ];
    let base = x + 5.5;
    let mut sum = 1.000_000_000_190_015;
    for (n, factor) in (1..).zip(SERIES) {
        sum += factor / (x + f64::from(n));
    }
    (x + 0.5) * base.ln() - base + (2.506_628_274_631_000_5 * sum / x).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_is_that_of_the_tables() {
        // Two-sided 5 % points of Student's t.
        for (t, freedom) in [(12.706_2, 1.0), (2.570_58, 5.0), (2.228_14, 10.0), (2.042_27, 30.0)] {
            let p = incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + t * t));
            assert!((p - 0.05).abs() < 1e-5, "{freedom}: {p}");
        }
        assert_eq!(t_test(&[0.1, 0.1, 0.1]), None);
        assert_eq!(t_test(&[0.1]), None);
        let p = t_test(&[1.0, -1.0, 1.0, -1.0]).expect("spread");
        assert!((p - 1.0).abs() < 1e-9, "{p}");
    }

    #[test]
    fn every_way_of_swapping_few_topics() {
        // Of the eight sums of ±1 ±2 ±3, two are as far from 0 as 6.
        assert_eq!(randomisation(&[1.0, 2.0, 3.0]), 0.25);
        assert_eq!(randomisation(&[0.0; 5]), 1.0);
        assert_eq!(randomisation(&[]), 1.0);
    }

    #[test]
    fn many_topics_are_swapped_in_a_fixed_series() {
        let one_sided: Vec<f64> = (1..=30).map(|n| f64::from(n) / 100.0).collect();
        assert!(randomisation(&one_sided) < 0.0001);
        let balanced: Vec<f64> = (0..40).map(|n| if n % 2 == 0 { 0.1 } else { -0.1 }).collect();
        assert_eq!(randomisation(&balanced), 1.0);
        let mixed: Vec<f64> = (0..40).map(|n| f64::from(n % 7 - 2) / 10.0).collect();
        let (first, t) = (randomisation(&mixed), t_test(&mixed).expect("spread"));
        assert_eq!(first, randomisation(&mixed));
        assert!((first - t).abs() < 0.02, "{first} {t}");
    }
}
