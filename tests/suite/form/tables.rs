//! Rows of a table within a table within a table.

use balju::form::RowEdit;
use serde_json::{Value, json};

use super::{answered, edited, grid, merged, row, shown, with};

const TABLE: &str = "application.domains";

fn service(name: &str) -> Value {
    json!({ "name": name, "size": { "data_functions": 3 }, "own": "kept" })
}

/// Two domains, three subdomains, four contexts, six services.
fn profile() -> Value {
    let context = |name: &str, services: &[&str]| json!({ "note": name, "name": name, "services": services.iter().map(|name| service(name)).collect::<Vec<_>>() });
    json!({ "application": { "domains": [
        { "name": "민원", "subdomains": [
            { "name": "접수", "kind": "core", "contexts": [context("온라인", &["신청", "결제"]), context("창구", &["대기표"])] },
            { "name": "통계", "contexts": [context("보고", &["집계"])] },
        ] },
        { "name": "공통", "x": [1], "subdomains": [{ "name": "인증", "contexts": [context("계정", &["로그인", "권한"])] }] },
        { "name": "예정" },
    ] } })
}

fn names(profile: &Value) -> String {
    fn list(value: &Value, out: &mut String) {
        *out += value["name"].as_str().unwrap_or("-");
        for below in ["subdomains", "contexts", "services"] {
            if let Some(items) = value[below].as_array() {
                *out += "(";
                for item in items {
                    list(item, out);
                    *out += " ";
                }
                *out = out.trim_end().to_owned() + ")";
            }
        }
    }
    let mut out = String::new();
    for domain in profile["application"]["domains"].as_array().into_iter().flatten() {
        list(domain, &mut out);
        out += " ";
    }
    out.trim_end().to_owned()
}

const BEFORE: &str = "민원(접수(온라인(신청 결제) 창구(대기표)) 통계(보고(집계))) 공통(인증(계정(로그인 권한))) 예정";

fn cell(row: usize, column: &str) -> String {
    format!("{TABLE}[{row}].{column}")
}

#[test]
fn the_rows_say_each_record_once() {
    let form = shown(&profile());
    let rows = &grid(&form, TABLE).rows;
    assert_eq!(rows.len(), 8, "six services, a domain without any, an empty row");
    let origins: Vec<&str> = rows.iter().map(|row| row.origin.1.as_str()).collect();
    assert_eq!(origins, ["0.0.0.0", "0.0.0.1", "0.0.1.0", "0.1.0.0", "1.0.0.0", "1.0.0.1", "2", ""]);
    assert_eq!(names(&profile()), BEFORE);
}

#[test]
fn a_new_name_changes_a_name_alone() {
    let before = profile();
    for (column, pointer) in [
        ("name", "/application/domains/0/name"),
        ("subdomains.name", "/application/domains/0/subdomains/0/name"),
        ("subdomains.contexts.name", "/application/domains/0/subdomains/0/contexts/0/name"),
        ("subdomains.contexts.services.name", "/application/domains/0/subdomains/0/contexts/0/services/0/name"),
    ] {
        let after = with(&before, &cell(0, column), "새 이름");
        let mut expected = before.clone();
        *expected.pointer_mut(pointer).unwrap() = json!("새 이름");
        assert_eq!(after.to_string(), expected.to_string(), "{column}");
    }
    // A record further down, whose row says no domain of its own.
    let after = with(&before, &cell(3, "subdomains.name"), "새 이름");
    let mut expected = before.clone();
    expected["application"]["domains"][0]["subdomains"][1]["name"] = json!("새 이름");
    assert_eq!(after.to_string(), expected.to_string());
}

#[test]
fn a_cleared_cell_takes_out_a_value_alone() {
    let before = profile();
    let after = with(&before, &cell(1, "subdomains.contexts.services.size.data_functions"), "");
    let mut expected = before.clone();
    let size = &mut expected["application"]["domains"][0]["subdomains"][0]["contexts"][0]["services"][1]["size"];
    size.as_object_mut().unwrap().remove("data_functions");
    assert_eq!(after.to_string(), expected.to_string());
}

#[test]
fn a_service_moves_among_its_own() {
    let before = profile();
    let swapped = "민원(접수(온라인(결제 신청) 창구(대기표)) 통계(보고(집계))) 공통(인증(계정(로그인 권한))) 예정";
    let down = edited(&before, TABLE, RowEdit::Down, row(&before, TABLE, "신청"));
    assert_eq!(names(&down), swapped);
    let services = &down["application"]["domains"][0]["subdomains"][0]["contexts"][0]["services"];
    assert_eq!(*services, json!([service("결제"), service("신청")]));
    assert_eq!(names(&edited(&before, TABLE, RowEdit::Up, row(&before, TABLE, "결제"))), swapped);
    let back = edited(&down, TABLE, RowEdit::Up, row(&down, TABLE, "신청"));
    assert_eq!(back.to_string(), before.to_string());
    // Nothing stands above the first or below the last.
    assert_eq!(edited(&before, TABLE, RowEdit::Up, 0).to_string(), before.to_string());
    assert_eq!(edited(&before, TABLE, RowEdit::Down, 7).to_string(), before.to_string());
}

#[test]
fn a_service_moves_to_the_neighbours_and_takes_nothing_with_it() {
    let before = profile();
    let down = edited(&before, TABLE, RowEdit::Down, row(&before, TABLE, "결제"));
    assert_eq!(
        names(&down),
        "민원(접수(온라인(신청) 창구(결제 대기표)) 통계(보고(집계))) 공통(인증(계정(로그인 권한))) 예정"
    );
    let up = edited(&before, TABLE, RowEdit::Up, row(&before, TABLE, "로그인"));
    assert_eq!(
        names(&up),
        "민원(접수(온라인(신청 결제) 창구(대기표)) 통계(보고(집계 로그인))) 공통(인증(계정(권한))) 예정"
    );
    // The last one leaves its context where it was.
    let down = edited(&before, TABLE, RowEdit::Down, row(&before, TABLE, "대기표"));
    assert_eq!(
        names(&down),
        "민원(접수(온라인(신청 결제) 창구) 통계(보고(대기표 집계))) 공통(인증(계정(로그인 권한))) 예정"
    );
    let up = edited(&before, TABLE, RowEdit::Up, row(&before, TABLE, "집계"));
    assert_eq!(
        names(&up),
        "민원(접수(온라인(신청 결제) 창구(대기표 집계)) 통계(보고)) 공통(인증(계정(로그인 권한))) 예정"
    );
    for after in [&down, &up] {
        assert!(after.to_string().contains(r#""own":"kept""#) && after["application"]["domains"][1]["x"] == json!([1]));
    }
    // No record of another depth takes it in.
    let last = edited(&before, TABLE, RowEdit::Down, row(&before, TABLE, "권한"));
    assert_eq!(last.to_string(), before.to_string());
}

#[test]
fn a_row_taken_out_takes_its_record_alone() {
    let before = profile();
    for (name, after) in [
        ("신청", BEFORE.replace("신청 결제", "결제")),
        ("결제", BEFORE.replace("신청 결제", "신청")),
        ("권한", BEFORE.replace("로그인 권한", "로그인")),
        ("예정", BEFORE.replace(" 예정", "")),
    ] {
        let edited = edited(&before, TABLE, RowEdit::Remove, row(&before, TABLE, name));
        assert_eq!(names(&edited), after, "{name}");
        assert_eq!(edited.to_string().matches("kept").count(), if name == "예정" { 6 } else { 5 });
    }
    let mut rest = before;
    for _ in 0..7 {
        rest = edited(&rest, TABLE, RowEdit::Remove, 0);
    }
    assert_eq!(rest["application"].get("domains"), None, "a list without records is not there");
}

#[test]
fn a_row_put_in_stands_where_it_was_asked_for() {
    let before = profile();
    let edit = balju::form::Edit { table: TABLE.to_owned(), row: 0, what: RowEdit::Insert };
    let with_row = merged(&before, &super::sent(&shown(&before)), Some(&edit));
    assert_eq!(with_row.profile.to_string(), before.to_string(), "an empty row says nothing");
    let form = super::form_of(&with_row);
    assert!(grid(&form, TABLE).rows[1].blank);
    let mut fields = super::sent(&form);
    let said = |fields: &mut Vec<(String, String)>, name: &str, text: &str| {
        fields.iter_mut().find(|(known, _)| *known == cell(1, name)).unwrap().1 = text.to_owned();
    };
    said(&mut fields, "subdomains.contexts.services.name", "취소");
    let after = merged(&before, &fields, None).profile;
    assert_eq!(names(&after), BEFORE.replace("신청 결제", "신청 취소 결제"));
    said(&mut fields, "name", "새 업무");
    let after = merged(&before, &fields, None).profile;
    assert!(names(&after).starts_with("민원(접수(온라인(신청))) 새 업무("), "{}", names(&after));
}

#[test]
fn a_first_row_begins_a_list() {
    let before = json!({ "application": {} });
    let after = with(&before, &cell(0, "name"), "민원");
    assert_eq!(after, json!({ "application": { "domains": [{ "name": "민원" }] } }));
    // The page says that the part is not in the project: it does not come in by itself.
    let after = with(&json!({}), &cell(0, "name"), "민원");
    assert_eq!(after, json!({ "application": { "enabled": false, "domains": [{ "name": "민원" }] } }));
    let mut fields = answered(&before, &cell(0, "name"), "민원");
    let name = cell(0, "subdomains.contexts.services.name");
    fields.iter_mut().find(|(known, _)| *known == name).unwrap().1 = "신청".to_owned();
    let after = merged(&before, &fields, None).profile;
    assert_eq!(
        after,
        json!({ "application": { "domains": [{ "name": "민원", "subdomains": [{ "contexts": [{ "services": [{ "name": "신청" }] }] }] }] } })
    );
}

#[test]
fn lines_that_nobody_touched_stay_the_records_they_were() {
    let calls = json!([{ "to": "신청", "mode": "synchronous", "memo": "보존" }, { "to": "알림 | 서비스" }]);
    let mut before = profile();
    let place = "/application/domains/0/subdomains/0/contexts/0/services/0/calls";
    before.pointer_mut("/application/domains/0/subdomains/0/contexts/0/services/0").unwrap()["calls"] = calls.clone();
    let form = shown(&before);
    let cell = grid(&form, TABLE).rows[0].cells.iter().find(|cell| cell.name.ends_with("calls")).unwrap();
    let (name, text) = (cell.name.clone(), cell.value.clone());
    let after = with(&before, &name, &format!("{text}\n결제 | 비동기"));
    let list = after.pointer(place).unwrap().as_array().unwrap();
    assert_eq!(list[..2], calls.as_array().unwrap()[..]);
    assert_eq!(list[2]["to"], "결제");
    // A changed line keeps what no line says.
    let after = with(&before, &name, &text.replacen("신청", "결제", 1));
    let list = after.pointer(place).unwrap().as_array().unwrap();
    assert_eq!((&list[0]["to"], &list[0]["memo"]), (&json!("결제"), &json!("보존")));
    assert_eq!(list[1], calls[1]);
}
