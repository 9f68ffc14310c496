//! What a run of `generate` says at its end: what was made, what is left to decide.

use std::collections::BTreeSet;
use std::path::Path;

use balju::block::Origin;
use balju::issue::Drift;
use balju::profile::Labels;
use balju::{Catalog, Document, Format, Profile, Selection};

/// What was made, and what a person still has to decide.
pub(super) fn made(
    document: &Document,
    catalog: &Catalog,
    selection: &Selection<'_>,
    profile: &Profile,
    outputs: &[(Option<&Path>, Format)],
) -> String {
    let files: Vec<String> =
        outputs.iter().filter_map(|(path, _)| Some(path.as_ref()?.display().to_string())).collect();
    let made = if files.is_empty() { String::new() } else { format!("{} — ", files.join(", ")) };
    let mut out =
        format!("{made}요구사항 {}건, 카탈로그 {}판\n", document.requirements.len(), document.catalog_version);
    let groups = [
        (Origin::Missing, "확정 필요: 값이 없어 [확정 필요]로 인쇄된 필드"),
        (Origin::Default, "미확정 기본값: 아무도 확정하지 않은 값. 프로필에 적거나 confirmed에 근거를 남기세요"),
    ];
    out += &left_out(catalog, selection, profile);
    for (origin, title) in groups {
        let values: Vec<_> = document.open.iter().filter(|value| value.origin == origin).collect();
        if values.is_empty() {
            continue;
        }
        out += &format!("\n{title} ({}개)\n", values.len());
        for value in values {
            let text = if origin == Origin::Default { format!(" = {}", value.text) } else { String::new() };
            out += &format!("  {} ({}){text} — {}\n", value.field, value.label, value.used_in.join(", "));
        }
    }
    out
}

/// What a document says differently from what was issued; nothing when it says the same.
pub(super) fn drifted(drift: &Drift) -> String {
    if drift.is_empty() {
        return String::new();
    }
    let mut out = "\n발행한 문서와 다른 것 (견주려면 `balju diff`)\n".to_owned();
    if let Some(version) = &drift.catalog_version {
        out += &format!("  발행 때의 카탈로그는 {version}판입니다. 카탈로그가 바뀌어 달라진 글이 있을 수 있습니다\n");
    }
    let lines = [("글이 바뀜", &drift.changed), ("새로 들어옴", &drift.added), ("빠짐", &drift.removed)];
    for (title, numbers) in lines.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
        out += &format!("  {title} {}건: {}\n", numbers.len(), numbers.join(", "));
    }
    out
}

/// Categories without a requirement and parts the profile does not speak of: what
/// is missing in a document is seen by nobody.
fn left_out(catalog: &Catalog, selection: &Selection<'_>, profile: &Profile) -> String {
    let selected: BTreeSet<&str> = selection.selected().map(|decision| decision.entry.category.as_str()).collect();
    let has = |code: &str| catalog.entries.iter().any(|entry| entry.category == code);
    let categories: Vec<String> = catalog
        .categories
        .iter()
        .filter(|category| has(&category.code) && !selected.contains(category.code.as_str()))
        .map(|category| format!("{}({})", category.code, category.name))
        .collect();
    let said = serde_json::to_value(profile).unwrap_or_default();
    let parts: Vec<String> = profile
        .effective()
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, value)| value.get("enabled").is_some() && said[name.as_str()].is_null())
        .map(|(name, _)| format!("{name}({})", Labels::builtin().of_path(name).unwrap_or_default()))
        .collect();
    let mut out = String::new();
    if !categories.is_empty() {
        out += &format!("\n요구사항이 없는 분류: {}\n", categories.join(", "));
    }
    if !parts.is_empty() {
        out += &format!(
            "프로필에 적지 않은 부분: {}\n  사업에 있으면 값을 아직 몰라도 \"이름\": {{}} 로 적으세요. 그 부분의 요구사항이 들어갑니다(cicd, backend, telemetry는 쓰는 기능을 true로)\n",
            parts.join(", ")
        );
    }
    out
}
