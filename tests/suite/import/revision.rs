//! Our own document, edited by others: what they changed comes back, and only that.

use balju::block::Inline;
use balju::diagnostic::Diagnostic;
use balju::document::{Document, Field, plain};
use balju::profile::{Override, Profile, put_overrides};
use balju::reader::{Kind, Revision, read as read_text};
use balju::writer::Settings;
use balju::{Assets, Format, Options, write};

use super::own::{examples, read};
use crate::common::{SMALL, catalog, made, profile};

const MARK: &str = "기본값";

/// A file with the document in a format, read.
fn read_back(document: &Document, format: Format) -> Document {
    let bytes = write(document, format, &Assets::builtin(), &Settings::default()).unwrap();
    let text = |kind| read_text(std::str::from_utf8(&bytes).unwrap(), kind).unwrap().document;
    match format {
        Format::Markdown => text(Kind::Markdown),
        Format::Html => text(Kind::Html),
        _ => read(&bytes).document,
    }
}

const FORMATS: [Format; 5] = [Format::Markdown, Format::Html, Format::Xlsx, Format::Docx, Format::Hwpx];

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

#[test]
fn a_file_that_nobody_edited_differs_in_nothing() {
    for (name, profile) in examples() {
        for (layout, rows) in [("full", &[][..]), ("full", &["level", "source"]), ("short", &[])] {
            let mut profile = profile.clone();
            profile.document.rows = rows.iter().map(|row| (*row).to_owned()).collect();
            let options = Options { layout: Some(layout.to_owned()), ..Options::default() };
            let document = made(&profile, &catalog(), &options).unwrap();
            for format in FORMATS {
                let revision = Revision::new(&document, &document, &read_back(&document, format), MARK);
                let first = revision.edits.iter().chain(&revision.derived).next();
                assert!(revision.is_empty(), "{name} {layout} {format:?}: {first:?}");
            }
        }
    }
}

#[test]
fn edits_in_every_format_come_back_and_reach_the_next_document() {
    let (_, example) = examples().swap_remove(0);
    let model = made(&example, &catalog(), &Options::default()).unwrap();
    let mut edited = model.clone();
    let last = edited.requirements.len() - 1;
    edited.requirements[0].title = text("고친 *명칭* <b>");
    edited.requirements[2].details[1] = text("고친 세부 내용: 10초 이내에 {{ 값 }} 응답하여야 함");
    edited.requirements[2].details.push(text("더한 세부 내용이 있어야 함"));
    edited.requirements[3].details.remove(0);
    edited.requirements[4].definition = text("고친 정의임");
    edited.requirements[last].acceptance[0] = text("고친 검수 기준을 확인함");
    edited.requirements[last].deliverables[0] = text("고친 산출물");
    for format in FORMATS {
        let mut edited = edited.clone();
        if format == Format::Markdown {
            // What stands between tags is none in a text that may hold them.
            edited.requirements[0].title = text("고친 명칭");
        }
        let revision = Revision::new(&model, &model, &read_back(&edited, format), MARK);
        let fields: Vec<(usize, Field)> = revision.edits.iter().map(|edit| (edit.at, edit.field)).collect();
        let expected = [
            (0, Field::Title),
            (2, Field::Details),
            (3, Field::Details),
            (4, Field::Definition),
            (last, Field::Deliverables),
            (last, Field::Acceptance),
        ];
        assert_eq!(fields, expected, "{format:?}");
        assert!(revision.added.is_empty() && revision.missing.is_empty(), "{format:?}");
        let overrides = revision.overrides(&model, &model, "정보화담당관실", "보안성 검토", Some("2026-11-20"));
        let source = include_str!("../../../examples/civil-service-portal.json");
        let written = put_overrides(source, &overrides).unwrap();
        let (profile, warnings) = Profile::from_json(&written).unwrap();
        assert!(!warnings.iter().any(|one| one.code == "unused-override"), "{warnings:?}");
        let again = made(&profile, &catalog(), &Options::default()).unwrap();
        let told = |document: &Document| {
            let line = |content: &Vec<Inline>| plain(content).split_whitespace().collect::<Vec<_>>().join(" ");
            document.requirements.iter().map(|one| one.contents().map(line).collect()).collect::<Vec<Vec<_>>>()
        };
        assert_eq!(told(&again), told(&edited), "{format:?}");
        // The text in the file is all that is new in the profile.
        let lines: Vec<&str> = source.lines().map(|line| line.trim_end_matches(',')).collect();
        let kept = written.lines().map(|line| line.trim_end_matches(',')).filter(|line| lines.contains(line)).count();
        assert!(kept >= lines.len(), "{kept} of {}", lines.len());
        let page = write(&again, Format::Html, &Assets::builtin(), &Settings::default()).unwrap();
        assert!(!String::from_utf8(page).unwrap().contains("<b></"), "text is no markup");
    }
}

#[test]
fn an_older_copy_undoes_no_edit_and_leaves_no_marks() {
    let own = made(&profile(SMALL), &catalog(), &Options::default()).unwrap();
    let has_default = |content: &Vec<Inline>| {
        content.iter().any(|inline| matches!(inline, Inline::Value { origin: balju::block::Origin::Default, .. }))
    };
    let at = own.requirements.iter().position(|one| one.details.iter().filter(|line| has_default(line)).count() > 1);
    let at = at.unwrap();
    // Somebody edited one item; the model has the whole field as text without values.
    let mut model = own.clone();
    let lines: Vec<String> = model.requirements[at].lines(Field::Details);
    model.requirements[at].details = lines.iter().map(|line| text(line)).collect();
    model.requirements[at].details[0] = text("고친 항목이어야 함");
    // The same edit in a copy that a program without raised letters saved.
    let flat = |content: &Vec<Inline>| {
        let mut out = String::new();
        for inline in content {
            out.push_str(&plain(std::slice::from_ref(inline)));
            if has_default(&vec![inline.clone()]) {
                out.push_str(MARK);
            }
        }
        text(&out)
    };
    let mut read = own.clone();
    for one in &mut read.requirements {
        one.details = one.details.iter().map(flat).collect();
        one.acceptance = one.acceptance.iter().map(flat).collect();
        one.definition = flat(&one.definition);
    }
    let mut again = read.clone();
    again.requirements[at].details[0] = text("고친 항목이어야 함");
    assert!(Revision::new(&model, &own, &again, MARK).is_empty());
    // A copy from before the edit: told, and not written.
    let revision = Revision::new(&model, &own, &read, MARK);
    assert_eq!(revision.reverted.iter().map(|edit| (edit.at, edit.field)).collect::<Vec<_>>(), [(at, Field::Details)]);
    assert!(revision.edits.is_empty() && !revision.is_empty());
    // A further edit beside it has no mark left either.
    again.requirements[at].details[1] = [flat(&own.requirements[at].details[1]), text(" 또 고침")].concat();
    let revision = Revision::new(&model, &own, &again, MARK);
    assert_eq!(revision.edits.len(), 1);
    assert!(revision.edits[0].after.iter().all(|line| !line.contains(MARK)), "{:?}", revision.edits[0].after);
    // Against a composed document the marks are no text.
    balju::reader::unmark(&mut read, &own, MARK);
    assert!(balju::diff::diff(&own, &read).changes.is_empty());
}

#[test]
fn what_no_requirement_can_be_without_is_not_emptied() {
    let model = made(&profile(SMALL), &catalog(), &Options::default()).unwrap();
    let mut read = model.clone();
    read.requirements[0].title = Vec::new();
    read.requirements[1].acceptance = Vec::new();
    let revision = Revision::new(&model, &model, &read, MARK);
    let fields: Vec<(usize, Field)> = revision.emptied.iter().map(|edit| (edit.at, edit.field)).collect();
    assert_eq!(fields, [(0, Field::Title), (1, Field::Acceptance)]);
    assert!(revision.edits.is_empty());
    for one in &mut read.requirements {
        one.details = Vec::new();
    }
    assert_eq!(Revision::new(&model, &model, &read, MARK).unprinted, [Field::Details]);
}

#[test]
fn edits_that_no_override_holds_are_told_apart() {
    let mut profile = profile(SMALL);
    profile.document.rows = vec!["level".to_owned(), "source".to_owned()];
    let model = made(&profile, &catalog(), &Options::default()).unwrap();
    let mut edited = model.clone();
    edited.requirements[0].level = "권고".to_owned();
    edited.requirements[1].related = text("QUR-001");
    edited.requirements[2].sources = vec!["사전규격 의견".to_owned()];
    for format in FORMATS {
        let revision = Revision::new(&model, &model, &read_back(&edited, format), MARK);
        let fields: Vec<(usize, Field)> = revision.derived.iter().map(|edit| (edit.at, edit.field)).collect();
        assert_eq!(fields, [(0, Field::Level), (1, Field::Related), (2, Field::Sources)], "{format:?}");
        assert!(revision.edits.is_empty() && !revision.is_empty(), "{format:?}");
        assert!(revision.overrides(&model, &model, "가", "나", None).is_empty());
    }
}

#[test]
fn what_a_program_left_of_the_marks_of_defaults_is_no_edit() {
    let document = made(&profile(SMALL), &catalog(), &Options::default()).unwrap();
    // A spreadsheet program that knows no raised letters.
    let flat = |content: &Vec<Inline>| {
        let mut out = String::new();
        for inline in content {
            out.push_str(&plain(std::slice::from_ref(inline)));
            if matches!(inline, Inline::Value { origin: balju::block::Origin::Default, .. }) {
                out.push_str(MARK);
            }
        }
        text(&out)
    };
    let mut read = document.clone();
    let mut marks = 0;
    for one in &mut read.requirements {
        for list in [&mut one.details, &mut one.acceptance] {
            for item in list.iter_mut() {
                *item = flat(item);
                marks += plain(item).matches(MARK).count();
            }
        }
    }
    assert!(marks > 20, "{marks}");
    assert!(Revision::new(&document, &document, &read, MARK).is_empty());
    let at =
        document.requirements.iter().position(|one| one.details.iter().any(|item| plain(&flat(item)).contains(MARK)));
    let at = at.unwrap();
    let item = read.requirements[at].details.iter().position(|item| plain(item).contains(MARK)).unwrap();
    let edited = format!("{} 고침", plain(&read.requirements[at].details[item]));
    read.requirements[at].details[item] = text(&edited);
    let revision = Revision::new(&document, &document, &read, MARK);
    assert_eq!(revision.edits.len(), 1);
    assert!(revision.edits[0].after.iter().all(|item| !item.contains(MARK)), "{:?}", revision.edits[0].after);
    assert!(revision.edits[0].after.contains(&edited.replace(MARK, "")));
    // The value itself was changed, and the mark stayed beside it.
    let at_mark = edited.find(MARK).unwrap();
    let digits = edited[..at_mark].rfind(|c: char| c.is_ascii_digit()).unwrap();
    let changed = format!("{}7{}", &edited[..digits], &edited[digits + 1..]);
    read.requirements[at].details[item] = text(&changed);
    let revision = Revision::new(&document, &document, &read, MARK);
    assert!(revision.edits[0].after.contains(&changed.replace(MARK, "")), "{:?}", revision.edits[0].after);
}

#[test]
fn added_missing_and_repeated_numbers_are_told_apart() {
    let document = made(&profile(SMALL), &catalog(), &Options::default()).unwrap();
    let mut read = document.clone();
    let mut new = read.requirements.remove(1);
    new.number = "SFR-900".to_owned();
    let twice = read.requirements[0].clone();
    read.requirements.extend([new, twice]);
    let revision = Revision::new(&document, &document, &read, MARK);
    assert_eq!(revision.missing, [1]);
    assert_eq!(revision.added, [read.requirements.len() - 2]);
    assert_eq!(revision.repeated, [document.requirements[0].number.clone()]);
    assert!(revision.edits.is_empty());
}

fn one(id: &str, title: &str) -> Override {
    Override {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        by: "부서".to_owned(),
        reason: "까닭".to_owned(),
        ..Override::default()
    }
}

#[test]
fn overrides_are_put_into_a_text_that_stays_as_it_is() {
    let project = "\"project\": { \"name\": \"가\" }";
    for text in [
        "{}".to_owned(),
        format!("{{ {project} }}"),
        format!("{{\r\n\t{project}\r\n}}\r\n"),
        format!("\u{FEFF}{{\n    {project},\n    \"requirements\": {{}}\n}}"),
        format!(
            "{{\n  {project},\n  \"requirements\": {{ \"exclude\": [{{ \"id\": \"a\", \"reason\": \"b\" }}] }}\n}}"
        ),
        format!("{{\n  {project},\n  \"requirements\": {{ \"overrides\": [], \"include\": [] }}\n}}"),
    ] {
        let once = put_overrides(&text, &[one("a", "첫째"), one("b", "둘째 \"따옴표\"")]).unwrap();
        let twice = put_overrides(&once, &[one("b", "고친 둘째"), one("c", "셋째")]).unwrap();
        let details = Override { title: None, details: Some(vec!["내용".to_owned()]), ..one("a", "") };
        let thrice = put_overrides(&twice, &[details]).unwrap();
        let (profile, _) = Profile::from_json(&thrice).unwrap_or_else(|faults| panic!("{thrice}\n{faults:?}"));
        let overrides = &profile.requirements.overrides;
        let titles: Vec<&str> = overrides.iter().map(|one| one.title.as_deref().unwrap_or_default()).collect();
        assert_eq!(titles, ["첫째", "고친 둘째", "셋째"], "{thrice}");
        assert_eq!(overrides[0].details.as_deref(), Some(&["내용".to_owned()][..]));
        assert_eq!(thrice.contains("\r\n"), text.contains("\r\n"));
        assert!(!text.contains("\r\n") || thrice.matches('\n').count() == thrice.matches("\r\n").count());
        let before = Profile::from_json(&text).unwrap().0;
        assert_eq!(profile.project, before.project);
        assert_eq!(profile.requirements.exclude, before.requirements.exclude);
    }
    assert!(put_overrides("[]", &[one("a", "가")]).is_none());
    assert!(put_overrides("{ \"requirements\": [] }", &[one("a", "가")]).is_none());
    assert!(put_overrides("{", &[one("a", "가")]).is_none());
}

#[test]
fn an_override_that_stands_nowhere_is_named() {
    let codes = |text: &str| -> Vec<&'static str> {
        let profile = profile(text);
        let found: Vec<Diagnostic> = match balju::select(&profile, &catalog(), &Assets::builtin()) {
            Ok(selection) => selection.warnings.clone(),
            Err(faults) => faults,
        };
        found.iter().map(|one| one.code).collect()
    };
    let with = |id: &str| {
        format!(
            "{{ \"project\": {{ \"name\": \"가\" }}, \"api_gateway\": {{}}, \"requirements\": {{ \"overrides\": [{{ \"id\": \"{id}\", \"title\": \"나\", \"by\": \"다\", \"reason\": \"라\" }}] }} }}"
        )
    };
    assert_eq!(codes(&with("no-such-entry")), ["unknown-requirement"]);
    let catalog = catalog();
    let profile = profile(SMALL);
    let selection = balju::select(&profile, &catalog, &Assets::builtin()).unwrap();
    let left_out = selection.decisions.iter().find(|decision| !decision.selected).unwrap().entry.id.text.clone();
    assert!(codes(&with(&left_out)).contains(&"unused-override"), "{left_out}");
    let taken = selection.selected().next().unwrap().entry.id.text.clone();
    assert!(!codes(&with(&taken)).contains(&"unused-override"), "{taken}");
}
