//! The profile: what is refused and how it is said, and that schema, types and labels agree.

mod agreement;

use std::collections::BTreeSet;

use balju::diagnostic::Diagnostic;
use balju::profile::{Labels, MAX_BYTES, Profile, decode, enum_values, json_schema, known_path};
use serde_json::{Value, json};

fn mistakes(text: &str) -> Vec<Diagnostic> {
    match Profile::from_json(text) {
        Ok((_, warnings)) => warnings,
        Err(found) => found,
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    mistakes(text).iter().map(|found| found.code).collect()
}

/// The only mistake of the text.
#[track_caller]
fn only(text: &str) -> Diagnostic {
    let mut found = mistakes(text);
    assert_eq!(found.len(), 1, "{text}\n{found:#?}");
    found.remove(0)
}

/// A profile with two contexts: `신청` has the given services, `결과` has `통지`.
fn application(services: &str) -> String {
    format!(
        r#"{{"application": {{"domains": [{{"name": "민원", "subdomains": [{{"name": "접수", "contexts":
        [{{"name": "신청", "services": {services}}}, {{"name": "결과", "services": [{{"name": "통지"}}]}}]}}]}}]}}}}"#
    )
}

#[test]
fn every_mistake_in_the_form_of_a_profile_has_its_code_field_and_place() {
    for (text, code, field, marked) in [
        (r#"{"project": {"nmae": "x"}}"#, "unknown-field", "project.nmae", r#""nmae""#),
        (r#"{"project": {"grade": "1"}}"#, "wrong-type", "project.grade", r#""1""#),
        (r#"{"project": {"grade": 1.0}}"#, "wrong-type", "project.grade", "1.0"),
        (r#"{"project": null}"#, "wrong-type", "project", "null"),
        (r#"{"values": {"a": []}}"#, "wrong-type", "values.a", "["),
        (r#"{"project": {"work": "nwe"}}"#, "unknown-value", "project.work", r#""nwe""#),
        (r#"{"project": {"grade": 9}}"#, "out-of-range", "project.grade", "9"),
        (
            r#"{"project": {"grade": -99999999999999999999999999999999999999999}}"#,
            "out-of-range",
            "project.grade",
            "-99999999999999999999999999999999999999999",
        ),
        (r#"{"containers": {"clusters": 4294967296}}"#, "out-of-range", "containers.clusters", "4294967296"),
        (
            r#"{"operations": {"availability_percent": 100.1}}"#,
            "out-of-range",
            "operations.availability_percent",
            "100.1",
        ),
        (r#"{"requirements": {"include": [{"id": "x"}]}}"#, "missing-field", "requirements.include[0].reason", "{"),
        (
            r#"{"requirements": {"include": [{"id": "x", "reason": " "}]}}"#,
            "empty-text",
            "requirements.include[0].reason",
            r#"" ""#,
        ),
        (r#"{"project": {"date": "2026-02-29"}}"#, "bad-date", "project.date", r#""2026-02-29""#),
        (r#"{"project": {}, "project": {}}"#, "duplicate-key", "project", r#""project""#),
        (r#"{"operations": {"response_seconds": 1e999}}"#, "number-overflow", "operations.response_seconds", "1e999"),
        ("{\"project\": {\"name\": \"가\u{E000}나\"}}", "private-use-character", "project.name", "\u{E000}"),
        (r#"{"project": {"name": "\uE000"}}"#, "private-use-character", "project.name", r#""\uE000""#),
        (r#"{"project": {"name": "\u0000"}}"#, "control-character", "project.name", r#""\u0000""#),
        (r#"{"project": {"payment": ["sla", "sla"]}}"#, "duplicate-item", "project.payment[1]", r#""sla""#),
    ] {
        let found = only(text);
        assert_eq!((found.code, found.field.as_deref()), (code, Some(field)), "{text}");
        assert_eq!(&text[found.span.clone().unwrap()], marked, "{text}");
        assert!(found.message.starts_with(&format!("`{field}`")) && found.hint.is_some(), "{found:?}");
    }
}

#[test]
fn text_that_is_no_json_is_said_once_with_its_place_and_remedy() {
    for (text, code, marked, part) in [
        ("", "empty", "", "빈 파일"),
        (" \n", "empty", "", "빈 파일"),
        ("{\"a\": 1,}", "syntax", ",", "쉼표"),
        ("[1,]", "syntax", ",", "쉼표"),
        ("{// a\n}", "syntax", "// a", "주석"),
        ("{/* a", "syntax", "/* a", "주석"),
        ("{'a': 1}", "syntax", "'", "작은따옴표"),
        ("{\"a\": 1\n\"b\": 2}", "syntax", "", "쉼표가 빠졌습니다"),
        ("{\"a\": 01}", "syntax", "", "0으로 시작"),
        ("{\"a\" 1}", "syntax", "1", "쌍점"),
        ("{\"a\":}", "syntax", "}", "닫는 괄호"),
        ("{\"a\":", "syntax", "", "값이 없습니다"),
        ("{a: 1}", "syntax", "a", "큰따옴표"),
        ("{} {}", "syntax", "{", "끝난 뒤"),
        ("{\"a\": {", "syntax", "{", "중괄호"),
        ("[1", "syntax", "[", "대괄호"),
        ("[1}", "syntax", "}", "짝"),
        ("{\"a\": ]", "syntax", "]", "짝"),
        ("[,1]", "syntax", ",", "쉼표 앞"),
        ("[:]", "syntax", ":", "쌍점"),
        ("{\"a\": True}", "syntax", "True", "따옴표로 감싸지 않은"),
        ("[#]", "syntax", "#", "알 수 없는 글자"),
        ("{,}", "syntax", ",", "항목 이름이 올 자리"),
        ("[NaN]", "syntax", "NaN", "NaN"),
        ("[-Infinity]", "syntax", "-Infinity", "Infinity"),
        ("[0xFF]", "syntax", "0", "16진수"),
        ("[+1]", "syntax", "+", "+"),
        ("[1.]", "syntax", "1.", "소수점"),
        ("[-]", "syntax", "]", "숫자가 끝나지"),
        ("[1e]", "syntax", "]", "숫자가 끝나지"),
        ("[1e+]", "syntax", "]", "숫자가 끝나지"),
        (r#"["\q"]"#, "syntax", "", "표기"),
        (r#"["\u12"]"#, "syntax", "", "네 자리"),
        (r#"["\uD800"]"#, "lone-surrogate", "", "서로게이트"),
        (r#"["\uDC00"]"#, "lone-surrogate", "", "서로게이트"),
        ("[\"a\n\"]", "syntax", "\"a", "닫히지"),
        ("[\"a", "syntax", "\"a", "닫히지"),
        ("[\"a\tb\"]", "syntax", "\t", "탭"),
        ("{\0}", "syntax", "\0", "NUL"),
        ("{\u{3000}}", "syntax", "\u{3000}", "보이지 않는"),
        ("{\u{B}}", "syntax", "\u{B}", "보이지 않는"),
        ("{“a”: 1}", "syntax", "“", "따옴표"),
        ("{\"a\"：1}", "syntax", "：", "전각"),
        ("{이름: 1}", "syntax", "이", "따옴표 밖"),
        ("{\"a\": 1,, “b”: 2}", "syntax", ",", "항목 이름이 올 자리"),
    ] {
        let found = only(text);
        assert_eq!(found.code, code, "{text}: {found:?}");
        let span = found.span.clone().unwrap();
        assert!(marked.is_empty() || &text[span] == marked, "{text}: {found:?}");
        assert!(found.message.contains(part) && found.hint.is_some(), "{text}: {found:?}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
}

#[test]
fn every_contradiction_has_its_code_and_field() {
    let kinds = [
        (
            r#"{"cloud": {"traffic": [{"name": "a", "weight": 60}, {"name": "b", "weight": 30}]}}"#,
            "weight-sum",
            "cloud.traffic",
        ),
        (
            r#"{"cloud": {"traffic": [{"name": "a", "weight": 60}, {"name": "a", "weight": 40}]}}"#,
            "duplicate-target",
            "cloud.traffic[1].name",
        ),
        (
            r#"{"containers": {"autoscaling": {"minimum": 4, "maximum": 2}}}"#,
            "inverted-range",
            "containers.autoscaling.minimum",
        ),
        (r#"{"containers": {"clusters": 0}}"#, "no-cluster", "containers.clusters"),
        (
            r#"{"containers": {"autoscaling": {"enabled": true, "minimum": 2, "maximum": 2}}}"#,
            "fixed-range",
            "containers.autoscaling.maximum",
        ),
        (
            r#"{"containers": {"environments": ["production"]}}"#,
            "no-verification-environment",
            "containers.environments",
        ),
        (r#"{"cicd": {"strategy": "canary", "source_control": false}}"#, "no-function", "cicd"),
        (r#"{"backend": {}}"#, "no-function", "backend"),
        (r#"{"telemetry": {"traces": false}}"#, "no-function", "telemetry"),
        (r#"{"project": {"budget": {"total": 5, "audit": 6}}}"#, "budget-sum", "project.budget.total"),
        (
            r#"{"project": {"period": {"start": "2026-03-02", "end": "2026-03-01"}}}"#,
            "inverted-period",
            "project.period.end",
        ),
        (
            r#"{"project": {"users": {"total": 5, "peak_concurrent": 6}}}"#,
            "peak-over-total",
            "project.users.peak_concurrent",
        ),
        (
            r#"{"security": {"personal_data": false, "data_subjects": 6}}"#,
            "unused-data-subjects",
            "security.data_subjects",
        ),
        (
            r#"{"security": {"critical_fix_days": 30, "high_fix_days": 6}}"#,
            "inverted-deadline",
            "security.critical_fix_days",
        ),
        (
            r#"{"requirements": {"include": [{"id": "x", "reason": "r"}], "exclude": [{"id": "x", "reason": "r"}]}}"#,
            "contradictory-choice",
            "requirements.exclude[0].id",
        ),
        (
            r#"{"requirements": {"include": [{"id": "x", "reason": "r"}, {"id": "x", "reason": "r"}]}}"#,
            "duplicate-choice",
            "requirements.include[1].id",
        ),
        (
            r#"{"confirmed": [{"field": "operations.rto_minute", "department": "d", "date": "2026-01-01", "basis": "b"}]}"#,
            "unknown-path",
            "confirmed[0].field",
        ),
    ];
    let place = "application.domains[0].subdomains[0].contexts";
    let services = [
        (r#"[{"name": "접수"}, {"name": "접수"}]"#, "duplicate-service", format!("{place}[0].services[1].name")),
        (r#"[{"name": "통지"}]"#, "service-spans-contexts", format!("{place}[1].services[0].name")),
        (
            r#"[{"name": "접수", "calls": [{"to": "통치"}]}]"#,
            "unknown-service",
            format!("{place}[0].services[0].calls[0].to"),
        ),
        (
            r#"[{"name": "접수", "calls": [{"to": "접수"}]}]"#,
            "self-call",
            format!("{place}[0].services[0].calls[0].to"),
        ),
        (
            r#"[{"name": "접수", "description": "민원을 접수한다."}]"#,
            "sentence-description",
            format!("{place}[0].services[0].description"),
        ),
    ];
    let kinds = kinds.map(|(text, code, field)| (text.to_owned(), code, field.to_owned()));
    for (text, code, field) in
        kinds.into_iter().chain(services.map(|(list, code, field)| (application(list), code, field)))
    {
        let found = only(&text);
        assert_eq!((found.code, found.field.as_deref()), (code, Some(field.as_str())), "{text}");
        assert!(found.span.is_some() && found.hint.is_some(), "{found:?}");
    }
}

#[test]
fn what_holds_together_has_no_fault() {
    for text in [
        r#"{"containers": {"autoscaling": {"enabled": false, "minimum": 2, "maximum": 2}}}"#,
        r#"{"containers": {"environments": ["verification", "production"]}}"#,
        r#"{"cicd": {"quality_gate": {"enabled": true}}, "backend": {"object_storage": true}, "telemetry": {"logs": true}}"#,
        r#"{"cicd": {"enabled": false}, "backend": {"enabled": false}, "telemetry": {"enabled": false}}"#,
    ] {
        assert_eq!(codes(text), [""; 0], "{text}");
    }
    let noun = application(r#"[{"name": "접수", "description": "민원 신청서의 접수와 배부"}]"#);
    assert_eq!(codes(&noun), [""; 0]);
    assert_eq!(codes(r#"{"cloud": {"enabled": false, "traffic": [{"name": "a", "weight": 6}]}}"#), [""; 0]);
}

#[test]
fn several_mistakes_come_together_in_the_order_of_the_text() {
    let text = "\u{FEFF}{\n  \"project\": {\"name\": 5, \"grade\": 7, \"work\": \"news\"},\n  \"cicd\": {\"strategy\": \"canery\", \"x\": 1, \"x\": 2},\n  \"cloud\": {\"traffic\": [{\"name\": \"a\", \"weight\": 90}]}\n}";
    let found = mistakes(text);
    let codes: Vec<_> = found.iter().map(|found| found.code).collect();
    let expected = [
        "wrong-type",
        "out-of-range",
        "unknown-value",
        "unknown-value",
        "unknown-field",
        "duplicate-key",
        "unknown-field",
        "weight-sum",
    ];
    let (mut sorted, mut wanted) = (codes.clone(), expected.to_vec());
    sorted.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(sorted, wanted);
    assert!(found.is_sorted_by_key(|found| found.span.as_ref().map(|span| span.start)));
    assert_eq!(&text[found[0].span.clone().unwrap()], "5");
    assert!(found[2].hint.as_deref().unwrap().contains("혹시 \"new\"인가요?"));
    assert!(found[3].message.contains("배포 방식"), "the Korean label is said: {}", found[3].message);
}

#[test]
fn a_hint_names_the_field_meant_however_it_was_spelt() {
    for (name, meant) in
        [("apiGateway", "api_gateway"), ("API-Gateway", "api_gateway"), ("보안", "security"), ("telemtry", "telemetry")]
    {
        let hint = only(&format!("{{\"{name}\": {{}}}}")).hint.unwrap();
        assert!(hint.starts_with(&format!("혹시 `{meant}`")), "{name}: {hint}");
    }
    let hint = only(r#"{"rto_minutes": 5}"#).hint.unwrap();
    assert!(hint.contains("`operations.rto_minutes`"), "{hint}");
}

#[test]
fn a_long_or_invisible_value_does_not_spoil_the_message() {
    let long = "가".repeat(1_000_000);
    let found = only(&format!(r#"{{"project": {{"work": "{long}"}}}}"#));
    assert!(found.message.chars().count() < 120, "{}", found.message);
    let found = only("{\"a\\u202Eb\\nc\": 1}");
    assert!(found.message.contains("a\\u{202e}b\\u{a}c"), "{}", found.message);
}

#[test]
fn a_file_in_another_encoding_is_named_with_its_remedy() {
    let wide = |unit: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let cp949 = b"{\"project\": {\"name\": \"\xB9\xCE\xBF\xF8\"}}".to_vec();
    for (bytes, part) in [
        (wide(u16::to_le_bytes, "\u{FEFF}{}"), "UTF-16"),
        (wide(u16::to_be_bytes, "\u{FEFF}{}"), "UTF-16"),
        (wide(u16::to_le_bytes, "{\"이름\": 1}"), "UTF-16"),
        (wide(u16::to_be_bytes, "{\"이름\": 1}"), "UTF-16"),
        (cp949, "CP949"),
        (b"{\n\"\xFF\"}".to_vec(), "3바이트 뒤(2번째 줄)"),
        ("{\"가".as_bytes()[..4].to_vec(), "2바이트 뒤"),
    ] {
        let error = decode(&bytes).unwrap_err();
        assert!(error.code == "encoding" && error.message.contains(part), "{error:?}");
        assert!(error.hint.unwrap().contains("UTF-8"));
    }
    assert_eq!(decode(b"\xEF\xBB\xBF{}").unwrap(), "{}");
    assert_eq!(decode(&vec![b' '; MAX_BYTES + 1]).unwrap_err().code, "too-large");
    assert!(decode(&vec![b' '; MAX_BYTES]).is_ok());
}

#[test]
fn depth_and_number_of_mistakes_are_bounded() {
    let deep = only(&"[".repeat(100_000));
    assert_eq!((deep.code, deep.span), ("too-deep", Some(64..65)));
    assert_eq!(only(&"{\"a\":".repeat(100_000)).code, "too-deep");
    let found = mistakes(&format!("{{\"values\": {{\"a\": 1{}}}}}", ",\"a\":null".repeat(100_000)));
    assert_eq!((found.len(), found.last().unwrap().code), (1001, "too-many"));
}

#[test]
fn a_root_that_is_no_object_is_refused() {
    for text in ["null", "[]", "5", "\"a\"", "true"] {
        let found = only(text);
        assert_eq!(found.code, "wrong-type");
        assert!(found.message.starts_with("프로필: 객체"), "{}", found.message);
    }
    assert_eq!(codes("{}"), [""; 0]);
}

#[test]
fn recovery_leaves_out_what_is_faulty_and_keeps_the_rest() {
    let text = r#"{"project": {"name": "민원24", "grade": 9, "x": 1}, "cicd": {"strategy": "canery", "approval": true},
        "cloud": {"traffic": [{"name": "a", "weight": 60}, {"name": "b"}]}, "containers": {"autoscaling": {"minimum": 4, "maximum": 2}}}"#;
    let (profile, found) = Profile::recover(text);
    assert_eq!(profile.project.name.as_deref(), Some("민원24"));
    assert_eq!(profile.project.grade, None);
    assert_eq!(profile.cicd.unwrap().approval, Some(true));
    assert_eq!(profile.cloud.unwrap().traffic.len(), 1);
    assert_eq!(profile.containers.unwrap().autoscaling.minimum, Some(4), "a contradiction is kept");
    let codes: Vec<_> = found.iter().map(|found| found.code).collect();
    let expected = ["out-of-range", "unknown-field", "unknown-value", "missing-field", "inverted-range"];
    assert_eq!(codes, expected, "no sum of weights is told of a list that lost one");
    assert_eq!(Profile::recover("{").0, Profile::default());
}

#[test]
fn a_path_is_located_or_its_nearest_parent_is() {
    let text = r#"{"application": {"domains": [{"name": "민원"}]}, "values": {"a.b": 5}, "cicd": {}}"#;
    for (path, marked) in [
        ("application.domains[0].name", r#""민원""#),
        ("application.domains[0].subdomains[3].name", "{"),
        ("application.domains[7]", r#""domains""#),
        ("cicd.strategy", r#""cicd""#),
        ("values.a.b", "5"),
        ("nothing", "{"),
        ("", "{"),
    ] {
        assert_eq!(&text[Profile::locate(text, path).unwrap()], marked, "{path}");
    }
    assert_eq!(Profile::locate("{", "a"), None);
}

#[test]
fn the_effective_profile_has_every_field_and_empties_what_is_off() {
    let (profile, _) = Profile::from_json(
        r#"{"$schema": "s", "cicd": {"enabled": false, "rollback_minutes": 5}, "cloud": {"notice_days": 9}}"#,
    )
    .unwrap();
    let value = profile.effective();
    assert_eq!(value["cicd"]["enabled"], json!(false));
    assert_eq!(value["cicd"]["rollback_minutes"], Value::Null);
    assert_eq!((&value["cloud"]["enabled"], &value["cloud"]["notice_days"]), (&json!(true), &json!(9)));
    let schema = json_schema();
    for (field, slot) in schema["properties"].as_object().unwrap().iter().filter(|(field, _)| *field != "$schema") {
        let held = value.get(field).unwrap_or_else(|| panic!("{field} is missing"));
        let reference = slot["$ref"].as_str().or_else(|| slot["anyOf"][0]["$ref"].as_str());
        let Some(name) = reference.and_then(|path| path.strip_prefix("#/$defs/")) else { continue };
        for inner in schema["$defs"][name]["properties"].as_object().unwrap().keys() {
            assert!(held.get(inner).is_some(), "{field}.{inner} is missing");
        }
    }
}

#[test]
fn every_field_and_value_has_a_label_and_every_label_a_field() {
    let schema = json_schema();
    let types = schema["$defs"].as_object().unwrap().iter().map(|(name, definition)| (name.as_str(), definition));
    let mut known = BTreeSet::new();
    for (name, definition) in types.chain([("Profile", &schema)]) {
        for (field, slot) in definition["properties"].as_object().into_iter().flatten() {
            let label = Labels::builtin().field(name, field).unwrap_or_else(|| panic!("{name}.{field} has no label"));
            assert_eq!(slot["title"], json!(label.label));
            assert_eq!(slot["description"], json!(label.described()));
            known.insert((name, field.as_str()));
        }
        for option in definition["oneOf"].as_array().into_iter().flatten() {
            let value = option["const"].as_str().unwrap();
            let label = Labels::builtin().field(name, value).unwrap_or_else(|| panic!("{name}.{value} has no label"));
            assert_eq!(option["title"], json!(label.label));
            known.insert((name, value));
        }
    }
    for (name, field, _) in Labels::builtin().all() {
        assert!(known.contains(&(name, field)), "the label {name}.{field} belongs to nothing");
    }
}

#[test]
fn the_schema_is_korean_and_uses_only_the_keywords_the_checks_know() {
    fn walk(schema: &Value) {
        for (keyword, inner) in schema.as_object().into_iter().flatten() {
            match keyword.as_str() {
                "properties" | "$defs" => inner.as_object().unwrap().values().for_each(walk),
                "items" | "additionalProperties" => walk(inner),
                "anyOf" | "oneOf" => inner.as_array().unwrap().iter().for_each(walk),
                "description" => assert!(
                    inner.as_str().unwrap().chars().any(|c| ('가'..='힣').contains(&c))
                        || inner.as_str().unwrap().len() < 40,
                    "{inner}"
                ),
                "minLength" => assert_eq!(inner, &json!(1)),
                "format" => assert!(
                    ["uint8", "uint32", "uint64", "int64", "double", "date"].contains(&inner.as_str().unwrap()),
                    "{inner}"
                ),
                "$schema" | "$ref" | "title" | "type" | "const" | "default" | "required" | "minimum" | "maximum" => {}
                other => panic!("the checks do not know {other}"),
            }
        }
    }
    let schema = json_schema();
    walk(&schema);
    assert_eq!(
        (&schema["title"], &schema["$schema"]),
        (&json!("balju 사업 프로필"), &json!("https://json-schema.org/draft/2020-12/schema"))
    );
}

#[test]
fn paths_lead_to_labels_and_values() {
    let labels = Labels::builtin();
    assert_eq!(labels.of_path("containers.autoscaling.minimum").as_deref(), Some("최소 인스턴스 수"));
    assert_eq!(labels.of_path("application.domains[2].name").as_deref(), Some("도메인명"));
    assert_eq!(labels.of_path("containers.enabled").as_deref(), Some("컨테이너 사용"));
    assert_eq!(labels.of_path("containers.nothing"), None);
    assert_eq!(labels.value("application.architecture", "msa"), Some("마이크로서비스 아키텍처(MSA)"));
    assert_eq!(labels.value("api_gateway.authentication", "jwt"), Some("서명 토큰(JWT)"));
    assert_eq!(enum_values("cloud.deployment").unwrap().len(), 4);
    assert_eq!(enum_values("project.name"), None);
    for path in [
        "values.x",
        "values.x.y",
        "document.categories.CSR.code",
        "application.domains.subdomains.contexts.services.calls.to",
        "$schema",
    ] {
        assert!(known_path(path), "{path}");
    }
    for path in ["", ".", "values.", "project.name.x", "project.", "Application", "document.categories.CSR.x"] {
        assert!(!known_path(path), "{path}");
    }
}
