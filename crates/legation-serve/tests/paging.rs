//! Lists, page by page: whole, in order, and nothing twice.

mod support;

use serde_json::Value;
use support::{server, valid};

/// All items of a list, taken page by page.
async fn collected(list: &str, schema: &str, items: &str, limit: usize) -> Vec<Value> {
    let server = server();
    let joint = if list.contains('?') { '&' } else { '?' };
    let first = format!("{list}{joint}limit={limit}");
    let mut target = first.clone();
    let mut all = Vec::new();
    loop {
        let page = valid(&server, &target, schema).await;
        let found = page[items].as_array().expect("items");
        all.extend(found.iter().cloned());
        match page["next"].as_str() {
            Some(cursor) => {
                assert_eq!(found.len(), limit, "only the last page is short");
                target = format!("{first}&cursor={cursor}");
            }
            None => {
                if let Some(total) = page["total"].as_u64() {
                    assert_eq!(usize::try_from(total).expect("small"), all.len(), "{list}");
                }
                return all;
            }
        }
    }
}

#[tokio::test]
async fn pages_of_any_size_make_the_same_list() {
    for (list, schema, items) in [
        ("/actors", "ActorList", "items"),
        ("/actors?q=is", "ActorList", "items"),
        ("/documents", "DocumentList", "items"),
        ("/claims?actor=egypt", "ClaimList", "items"),
        ("/disagreements", "DisagreementList", "items"),
        ("/search?q=%D9%85%D8%B5%D8%B1", "SearchPage", "hits"),
    ] {
        let whole = collected(list, schema, items, 200).await;
        assert!(!whole.is_empty(), "{list}");
        for limit in [7, 50] {
            let parts = collected(list, schema, items, limit).await;
            assert_eq!(parts, whole, "{list} by {limit}");
        }
        let mut seen: Vec<String> = whole.iter().map(Value::to_string).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), whole.len(), "{list}: nothing twice");
    }
}
