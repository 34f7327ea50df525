//! The web page over HTTP: statuses, policy, files, and nothing that an article could break.

use crate::support::Server;

#[test]
fn pages_carry_a_policy_without_inline_scripts() {
    let server = Server::start();
    for (path, status) in [
        ("/", 200),
        ("/?q=recusal", 200),
        ("/article?id=b%2F2&q=recusal", 200),
        ("/article?id=none", 404),
        ("/?q=Sources%3A+x", 400),
        ("/?q=x&since=tomorrowish", 400),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        let html = answer.text();
        assert!(!html.contains(" style=") && !html.contains("<style") && !html.contains("<script>"), "{path}");
    }
}

#[test]
fn files_are_kept_for_as_long_as_they_are_the_same() {
    let server = Server::start();
    let html = server.get("/").text();
    let at = html.find("/assets/").expect("a style sheet");
    let path = html[at..].split('"').next().unwrap_or_default();
    let answer = server.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(answer.header("cache-control").contains("immutable"));
    let again = server.get_with(path, &[("If-None-Match", answer.header("etag"))]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let old = server.get("/assets/0000/page.css");
    assert_eq!((old.status, old.header("cache-control")), (200, "no-cache"));
    for path in ["/assets/0000/none.css", "/assets/0000/..%2f..%2fCargo.toml", "/assets/0000/%00"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_article_marks_what_was_asked() {
    let server = Server::start();
    let marked = |parameters: &str| {
        let answer = server.get(&format!("/article?id=a{parameters}"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let html = answer.text();
        let marks = html.split("<mark>").skip(1).filter_map(|rest| rest.split("</mark>").next());
        marks.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(marked("&q=bound+OR+expected"), ["bound", "expected"]);
    assert_eq!(marked("&q=%22step+aside%22"), ["step aside"]);
    // One passage has both; the other one's word is no match.
    assert_eq!(marked("&q=recusal+clerk&match=all"), ["recusal", "clerk"]);
    assert_eq!(marked("&q=bound+w%2Fs+aside"), ["bound", "aside"]);
    assert_eq!(marked("&q=bound+penguins"), ["bound"]);
    assert_eq!(marked("&q=bound&source=Nobody"), ["bound"]);
    assert_eq!(marked("&q=%22open"), [""; 0]);
    assert_eq!(marked(""), [""; 0]);
}

#[test]
fn a_form_is_sent_on_to_its_shortest_address() {
    let server = Server::start();
    let answer = server.get("/?q=recusal&since=&until=&about_from=2020-07-14&about_to=&sort=");
    assert_eq!((answer.status, answer.header("location")), (303, "/?q=recusal&about=2020-07-14.."));
    let split = server.get("/?q=a%0d%0aSet-Cookie:x&since=");
    assert_eq!((split.status, split.header("set-cookie")), (303, ""));
}

#[test]
fn hostile_articles_and_addresses_stay_text() {
    let server = Server::start();
    for path in [
        "/?q=ferries",
        "/article?id=x",
        "/?q=%3Cscript%3Ealert(3)%3C/script%3E",
        "/?q=ferries&speaker=%22%3E%3Cimg+src=x%3E&source=%3Cscript%3Ealert(4)%3C/script%3E",
        "/article?id=%3Cscript%3Ealert(5)%3C/script%3E",
        "/?q=%FF%FE&month=%3Cb%3E",
    ] {
        let html = server.get(path).text();
        for tag in ["<script>", "<img", "<b>"] {
            assert!(!html.contains(tag), "{path}: {tag}\n{html}");
        }
    }
}

#[test]
fn counts_of_the_front_page_say_what_they_count() {
    let html = Server::start().get("/").text();
    for counted in ["<span class=\"count\">2 quotes</span>", "<span class=\"count\">1 article</span>"] {
        assert!(html.contains(counted), "{counted}: {html}");
    }
}

#[test]
fn the_questions_to_begin_with_find_something() {
    let server = Server::start();
    let html = server.get("/").text();
    let list = html.split("class=\"examples\"").nth(1).and_then(|rest| rest.split("</ul>").next()).expect("examples");
    let addresses: Vec<&str> = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(addresses.len() > 1, "{list}");
    for address in addresses {
        let found = server.get(&address.replace("&amp;", "&").replacen("/?", "/api/v1/search?", 1));
        assert!(found.json()["total"].as_u64() > Some(0), "{address}: {}", found.text());
    }
}
