//! What stays within the agency is in no public document, in any format.

use balju::catalog::Audience;
use balju::profile::Labels;
use balju::writer::Settings;
use balju::{Assets, Format, Options, select, write};
use serde_json::{Value, json};

use crate::common::{FULL, catalog, codes, entry, made, overlaid, profile, written};
use crate::office::parts;

/// The full example with or without the plan and the security grade, which decide no requirement.
fn full(internal: bool) -> String {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    assert!(value["plan"]["costs"].is_object(), "the example has a plan to keep secret");
    if internal {
        value["security"]["n2sf_grade"] = json!("sensitive");
    } else {
        value.as_object_mut().unwrap().remove("plan");
        value["security"].as_object_mut().unwrap().remove("n2sf_grade");
    }
    value.to_string()
}

fn outlines(audience: Audience) -> Vec<String> {
    let all = catalog().outlines.into_iter();
    all.filter(|outline| outline.audience == audience).map(|outline| outline.name).collect()
}

fn options(outline: &str) -> Options {
    Options { outline: Some(outline.to_owned()), ..Options::default() }
}

#[test]
fn a_public_document_is_the_same_bytes_with_and_without_the_plan() {
    let catalog = catalog();
    let public = outlines(Audience::Public);
    assert!(["rfp", "task", "proposal"].iter().all(|name| public.iter().any(|outline| outline == name)));
    let (with, without) = (profile(&full(true)), profile(&full(false)));
    for outline in public {
        let one = made(&with, &catalog, &options(&outline)).unwrap();
        let other = made(&without, &catalog, &options(&outline)).unwrap();
        for (name, format) in Format::ALL {
            let bytes = |document| write(document, format, &Assets::builtin(), &Settings::default());
            assert!(bytes(&one) == bytes(&other), "{outline}.{name}");
        }
    }
    // An internal one does print it: the comparison above can fail.
    for outline in outlines(Audience::Internal) {
        let one = made(&with, &catalog, &options(&outline)).unwrap();
        let other = made(&without, &catalog, &options(&outline)).unwrap();
        assert!(written(&one, Format::Markdown) != written(&other, Format::Markdown), "{outline}");
    }
}

#[test]
fn the_grade_of_the_system_decides_and_is_not_told() {
    let (catalog, profile) = (catalog(), profile(&full(true)));
    let label = "정보시스템 등급";
    for outline in outlines(Audience::Public) {
        let document = made(&profile, &catalog, &options(&outline)).unwrap();
        assert!(document.requirements.iter().any(|requirement| requirement.id == "ter-recovery"), "grade 1 selects it");
        for (name, format) in Format::ALL.into_iter().filter(|(_, format)| format.is_text()) {
            assert!(!written(&document, format).contains(label), "{outline}.{name}");
        }
        for (name, format) in [("hwpx", Format::Hwpx), ("docx", Format::Docx), ("xlsx", Format::Xlsx)] {
            let parts = parts(&write(&document, format, &Assets::builtin(), &Settings::default()).unwrap());
            let tells = |part: &Vec<u8>| String::from_utf8_lossy(part).contains(label);
            assert!(!parts.values().any(tells), "{outline}.{name}");
        }
    }
    let plan = made(&profile, &catalog, &options("plan")).unwrap();
    assert!(written(&plan, Format::Json).contains(label));
}

#[test]
fn published_leaves_out_exactly_the_fields_that_are_marked_internal() {
    let said = profile(&full(true));
    let published = serde_json::to_value(said.published()).unwrap();
    let all = serde_json::to_value(&said).unwrap();
    let paths = Labels::builtin().internal_paths();
    assert!(paths.iter().any(|path| path == "plan") && paths.iter().any(|path| path == "project.grade"), "{paths:?}");
    let at = |value: &Value, path: &str| value.pointer(&format!("/{}", path.replace('.', "/"))).cloned();
    let mut rest = all.clone();
    for path in paths {
        assert!(at(&all, path).is_some_and(|value| !value.is_null()), "{path} is said");
        assert!(at(&published, path).is_none_or(|value| value.is_null()), "{path} is published");
        *rest.pointer_mut(&format!("/{}", path.replace('.', "/"))).unwrap() = Value::Null;
    }
    assert_eq!(published, rest, "and nothing else");
}

#[test]
fn an_agencys_text_cannot_print_an_internal_field_in_public() {
    let parameter = "[parameters.grade]\nfield = \"project.grade\"\n";
    let declared = entry(parameter, "정의 요구사항\n\n- **등급**: 시스템은 {{ grade }}등급이어야 함");
    let raw = entry("", "정의 요구사항\n\n- **등급**: 시스템은 {{ project.grade }}등급이어야 함");
    let part = "+++\ntitle = \"비용\"\n+++\n{{ plan.costs.years }}\n";
    let rfp = "[[outline]]\nname = \"rfp\"\ntitle = \"가\"\naudience = \"public\"\nparts = [\"cover\", \"cost\"]\n";
    let profile = profile(&full(true));
    let stops = |files: &[(&str, &str)]| {
        let catalog = overlaid(files).unwrap();
        let found = made(&profile, &catalog, &options("rfp")).unwrap_err();
        assert!(found.iter().all(|fault| fault.file.is_some() && fault.span.is_some()));
        codes(&found)
    };
    assert_eq!(stops(&[("CSR/x-test.md", &declared)]), ["internal-value"]);
    assert_eq!(stops(&[("CSR/x-test.md", &raw)]), ["internal-value"]);
    assert_eq!(stops(&[("document/cost.md", part), ("document/outlines.toml", rfp)]), ["internal-value"]);
    let catalog = overlaid(&[("CSR/x-test.md", &declared)]).unwrap();
    let plan = made(&profile, &catalog, &Options { parts: Vec::new(), ..options("plan") });
    assert!(plan.unwrap().requirements.iter().any(|requirement| requirement.id == "x-test"));
}

#[test]
fn a_reason_that_must_not_be_told_is_withheld_and_not_invented() {
    let front = "[parameters]\n";
    let text = entry(front, "정의 요구사항\n\n- **등급**: 시스템은 지켜야 함")
        .replace("when = []", "when = [\"(project.grade or 4) <= 2\"]");
    let catalog = overlaid(&[("CSR/x-test.md", &text)]).unwrap();
    let profile = profile(&full(true));
    let reason = |outline: &str| {
        let document = made(&profile, &catalog, &options(outline)).unwrap();
        document.requirements.into_iter().find(|requirement| requirement.id == "x-test").unwrap().reason
    };
    assert_eq!(reason("rfp"), "공개하지 않는 내부 기준");
    assert!(reason("plan").contains("정보시스템 등급"));
    let selection = select(&profile, &catalog, &Assets::builtin()).unwrap();
    assert!(selection.ids().contains("x-test"));
}
