//! Bodies that no page of ours sends: never a panic, and an answer that says what is wrong.

use axum::http::StatusCode;

use super::{Answer, EXAMPLES, FORM, Server, TOKEN, fields};

const PATHS: [&str; 4] = ["/form", "/preview", "/check", "/download"];
const BOUNDARY: &str = "multipart/form-data; boundary=xx";

/// A file as a browser uploads it.
fn upload(server: &Server, file: &[u8]) -> Answer {
    let mut body = format!("--xx\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{TOKEN}\r\n").into_bytes();
    body.extend(b"--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.json\"\r\n");
    body.extend(b"Content-Type: application/json\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--xx--\r\n");
    server.post_bytes("/form", BOUNDARY, body)
}

#[test]
fn bytes_that_are_no_form_do_no_harm() {
    let server = Server::new();
    let bodies: [&[u8]; 9] = [
        b"",
        b"&&&&",
        b"=&==&%",
        b"%zz=%",
        b"\xFF\xFE=\xB0\xA1",
        b"a=%ff%fe",
        b"\0=\0",
        b"%00=%00&edit=%00",
        b"edit=insert",
    ];
    for path in PATHS {
        for body in bodies {
            let with_token = [format!("token={TOKEN}&format=md&").as_bytes(), body].concat();
            assert_eq!(server.post_bytes(path, FORM, body.to_vec()).status, StatusCode::FORBIDDEN);
            let answer = server.post_bytes(path, FORM, with_token);
            // The document of nothing at all is refused, everything else works.
            let fits = if path == "/download" { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            assert_eq!(answer.status, fits, "{path} {body:?}: {}", answer.text());
        }
        for body in ["", "--xx", "--xx\r\n\r\n", "--xx--", "--xx\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xx--"]
        {
            assert!(server.post_bytes(path, BOUNDARY, body).status.is_client_error(), "{path} {body:?}");
        }
    }
}

#[test]
fn a_profile_that_is_none_is_said_to_be_none() {
    let server = Server::new();
    let deep = "[".repeat(100_000);
    let deep_objects = "{\"a\":".repeat(100_000);
    let closed = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let long = format!("{{\"project\": {{\"name\": \"{}\"}}", "가".repeat(350_000));
    for text in [
        "null",
        "[]",
        "[1, 2]",
        "1",
        "\"x\"",
        "{",
        "}",
        "{\"a\": 1,}",
        "{'a': 1}",
        "1e999",
        "{\"a\": 1e999}",
        "\\ud800",
        "{\"a\": \"\\ud800\"}",
        "{\"a\": \"\u{0}\"}",
        "{{",
        "{% if %}",
        "<script>",
        "\u{202E}",
        "{\"a\": NaN}",
        "// x",
        "{\"requirements\": [], \"title\": \"문서\"}",
        &deep,
        &deep_objects,
        &closed,
        &long,
    ] {
        let shown: String = text.chars().take(30).collect();
        for path in PATHS {
            let answer = server.post(path, &fields(&[("profile", text), ("format", "md")]));
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {shown}: {}", answer.text());
            assert!(answer.text().contains("id=\"errors\""), "{path} {shown}");
        }
        let answer = upload(&server, text.as_bytes());
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "upload {shown}: {}", answer.text());
    }
}

#[test]
fn a_file_in_another_encoding_is_said_to_be_one() {
    let server = Server::new();
    let text = r#"{"project": {"name": "민원 포털"}}"#;
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (older, _, _) = encoding_rs::EUC_KR.encode(text);
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    for (file, said) in [
        (older.as_ref(), "CP949"),
        (&wide, "UTF-16"),
        (&[b"\xFF\xFE", wide.as_slice()].concat(), "UTF-16"),
        (b"{\"a\": \"\xFF\"}", "UTF-8이 아닌 바이트"),
        (b"", "빈 파일입니다"),
        (b" \n", "빈 파일입니다"),
        (b"\xEF\xBB\xBF", "빈 파일입니다"),
        (b"\x89PNG\r\n\x1A\n\0\0", "프로필(.json) 파일을 고르세요"),
    ] {
        let answer = upload(&server, file);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    for file in [marked.as_slice(), text.as_bytes()] {
        let answer = upload(&server, file);
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert!(answer.text().contains("민원 포털"));
    }
}

#[test]
fn faulty_profiles_open_and_say_what_is_wrong() {
    let server = Server::new();
    let deep = format!("{{\"plan\": {}1{}}}", "[".repeat(120), "]".repeat(120));
    for (text, said) in [
        (deep.as_str(), "겹"),
        (r#"{"project": {"name": "가", "name": "나"}, "api_gateway": {}}"#, "name"),
        (r#"{"project": {"name": "가"}, "api_gateway": {}, "unknwon": 1}"#, "unknwon"),
        (r#"{"project": 5, "api_gateway": {}}"#, "project"),
        (r#"{"project": {"name": "{{ x }}"}, "api_gateway": []}"#, "api_gateway"),
    ] {
        let answer = server.post("/form", &fields(&[("profile", text)]));
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let errors = answer.text().split("id=\"errors\"").nth(1).unwrap().split("</ul>").next().unwrap();
        assert!(errors.contains(said), "{text}: {errors}");
    }
}

#[test]
fn what_is_typed_never_acts() {
    let server = Server::new();
    let evil = "</textarea></script><script>alert(1)</script>\"' onfocus=alert(1) x=\"<img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}";
    let profile = serde_json::json!({
        "project": { "name": evil, "agency": evil },
        "api_gateway": {},
        "application": { "domains": [{ "name": evil, "subdomains": [{ "name": evil }] }] },
        evil: evil,
        "values": { evil: evil },
        "requirements": { "exclude": [{ "id": evil, "reason": evil }] },
        "confirmed": [{ "field": evil, "value": evil }],
    })
    .to_string();
    let harmless = |text: &str, what: &str| {
        for word in ["<script>alert", "<img src=x", "\" onfocus", "49"] {
            let found = text.find(word).filter(|_| word != "49" || text.contains("\"'49"));
            assert!(found.is_none(), "{what}: {word}: {:?}", found.map(|at| text.get(at.saturating_sub(80)..at + 80)));
        }
    };
    let page = server.post("/form", &fields(&[("profile", &profile)]));
    harmless(page.text(), "form");
    assert!(page.text().contains("&lt;script&gt;alert(1)"));
    let view = server.post("/preview", &fields(&[("profile", &profile)])).json();
    for block in
        view["sections"].as_array().into_iter().flatten().flat_map(|section| section["blocks"].as_array().unwrap())
    {
        harmless(block.as_str().unwrap(), "preview");
    }
    assert!(view["sections"].is_array(), "{:#}", view["faults"]);
    let start = server.post("/form", &fields(&[("profile", &format!("{{\"a\": {evil}}}"))]));
    assert_eq!(start.status, StatusCode::UNPROCESSABLE_ENTITY);
    harmless(start.text(), "start");
    for name in ["example", "outline", "edit", "format", evil] {
        for path in PATHS {
            let answer = server.post(path, &fields(&[(name, evil), ("profile", EXAMPLES[2].1)]));
            if answer.header("content-type").starts_with("text/html") {
                harmless(answer.text(), &format!("{path} {name}"));
            }
        }
    }
}

#[test]
fn odd_texts_in_any_control_are_kept_or_said_to_be_wrong() {
    let server = Server::new();
    let form = server.form(EXAMPLES[2].1);
    let texts = [
        "\u{202E}\u{2066}",
        "\u{0}",
        "\u{FEFF}",
        "각",
        "👩‍👩‍👧‍👦",
        "{{",
        "{%",
        "|`*_",
        "\u{1B}[31m",
        "1e999",
        "-0",
        "\u{E000}x\u{E005}",
    ];
    for text in texts {
        // Every text control at once, and not the profile itself.
        let form: Vec<_> = form
            .iter()
            .map(|(name, value)| {
                let is_own = ["token", "profile"].contains(&name.as_str()) || name.ends_with(".@");
                (name.clone(), if is_own { value.clone() } else { text.to_owned() })
            })
            .collect();
        for path in PATHS {
            let answer = server.post(path, &form);
            assert!(!answer.status.is_server_error(), "{path} {text:?}: {}", answer.status);
        }
    }
}

#[test]
fn a_field_of_a_megabyte_and_a_hundred_thousand_fields_do_no_harm() {
    let server = Server::new();
    let long = "가".repeat(350_000);
    let view = server.post("/preview", &fields(&[("profile", EXAMPLES[2].1), ("project.name", &long)])).json();
    assert!(
        view["faults"].as_array().unwrap().iter().any(|fault| fault["control"] == "project.name")
            || view["title"].as_str().unwrap().contains(&long)
    );
    let many: Vec<(String, String)> = (0..100_000).map(|at| (format!("f{at}"), "x".to_owned())).collect();
    let answer = server.post("/preview", &many);
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("보낸 내용이 너무 큽니다"));
    let rows: Vec<(String, String)> = (0..6_000)
        .flat_map(|at| {
            [("@", String::new()), ("name", format!("서비스 {at}"))]
                .map(|(column, text)| (format!("application.domains[{at}].{column}"), text))
        })
        .collect();
    assert_eq!(server.post("/preview", &rows).status, StatusCode::OK);
}
