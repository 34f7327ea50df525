//! Answers of messages that came as a list, kept until all are there: they go out as a list, too.

use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// The lists that are being answered.
#[derive(Default)]
pub(super) struct Lists(Mutex<Vec<List>>);

struct List {
    /// Ids of the requests without an answer.
    waiting: Vec<Value>,
    answers: Vec<Value>,
}

impl Lists {
    /// Takes a list on: the requests that will be answered, and what is answered already. Returns what goes
    /// out, where no other answer is due.
    pub(super) fn begin(&self, waiting: Vec<Value>, answers: Vec<Value>) -> Option<Value> {
        if waiting.is_empty() {
            return (!answers.is_empty()).then_some(Value::Array(answers));
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(List { waiting, answers });
        None
    }

    /// Takes the answer to one request; returns what goes out: it alone, its list, or nothing yet.
    pub(super) fn answer(&self, answer: Value) -> Option<Value> {
        // What asks the client something is no answer.
        let id = answer.get("id").filter(|_| answer.get("method").is_none());
        match self.settle(id, Some(&answer)) {
            Settled::Elsewhere => Some(answer),
            Settled::Waiting => None,
            Settled::Whole(list) => list,
        }
    }

    /// Waits no more for a request that was called off; returns what goes out, where it was the last.
    pub(super) fn forget(&self, id: &Value) -> Option<Value> {
        match self.settle(Some(id), None) {
            Settled::Whole(list) => list,
            Settled::Elsewhere | Settled::Waiting => None,
        }
    }

    fn settle(&self, id: Option<&Value>, answer: Option<&Value>) -> Settled {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(id) = id else { return Settled::Elsewhere };
        let place = |(n, list): (usize, &List)| Some((n, list.waiting.iter().position(|other| other == id)?));
        let Some((n, at)) = lists.iter().enumerate().find_map(place) else { return Settled::Elsewhere };
        let list = &mut lists[n];
        list.waiting.remove(at);
        list.answers.extend(answer.cloned());
        if !list.waiting.is_empty() {
            return Settled::Waiting;
        }
        let answers = lists.remove(n).answers;
        Settled::Whole((!answers.is_empty()).then_some(Value::Array(answers)))
    }
}

/// What came of the answer to a request.
enum Settled {
    /// It stood in no list.
    Elsewhere,
    /// Others of its list have no answer.
    Waiting,
    /// It was the last of its list.
    Whole(Option<Value>),
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_answered_when_all_its_requests_are() {
        let lists = Lists::default();
        assert_eq!(lists.begin(vec![], vec![]), None);
        assert_eq!(lists.begin(vec![], vec![json!({"id": null})]), Some(json!([{"id": null}])));
        assert_eq!(lists.begin(vec![json!(1), json!("a")], vec![json!({"id": 9})]), None);
        assert_eq!(lists.answer(json!({"id": 7})), Some(json!({"id": 7})));
        assert_eq!(lists.answer(json!({"id": "a"})), None);
        assert_eq!(lists.answer(json!({"id": 1})), Some(json!([{"id": 9}, {"id": "a"}, {"id": 1}])));
        assert_eq!(lists.begin(vec![json!(2), json!(3)], vec![]), None);
        assert_eq!(lists.answer(json!({"id": 3})), None);
        assert_eq!(lists.forget(&json!(2)), Some(json!([{"id": 3}])));
        assert_eq!(lists.begin(vec![json!(4)], vec![]), None);
        assert_eq!((lists.forget(&json!(4)), lists.answer(json!({"id": 4}))), (None, Some(json!({"id": 4}))));
    }
}
