//! What was learnt, and what its scores mean.
//!
//! The file of the shipped models comes in ([`learnt`]); weights go out, the chances of several rows of features, and
//! how often what a model says proved right ([`calibration`]). Which features there are is for those who choose to say.

pub(super) mod calibration;
pub(super) mod chances;
pub(super) mod learnt;
