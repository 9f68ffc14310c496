//! Our own document after others have edited it: what they changed, and how the profile takes it over.

use std::collections::BTreeSet;
use std::path::Path;

use balju::Options;
use balju::compose::without_overrides;
use balju::diagnostic::Diagnostic;
use balju::document::{Document, Field, Requirement};
use balju::profile::{Profile, is_date, put_overrides};
use balju::reader::{Edit, Reading, Revision};
use balju::report::harmless;
use balju::words::Words;
use similar::{ChangeTag, TextDiff};

use super::super::console::{Console, Stop};
use super::super::files::stage;
use super::super::library::Library;
use super::super::project::Project;
use super::Args;

/// Compares what was read with the document of a profile, and takes the edits over if asked to.
pub(super) fn run(args: &Args, reading: &Reading, library: &Library, console: &Console) -> Result<(), Stop> {
    let path = args.write.as_deref().or(args.against.as_deref()).unwrap_or(Path::new("-"));
    let ground = ground(args)?;
    let project = Project::read(path, console)?;
    let selection = project.select(library, console)?;
    let model =
        project.compose(library, &selection, &Options::default()).map_err(|faults| project.stop(faults, library))?;
    let words = Words::read(&library.assets)?;
    let own = without_overrides(&project.profile, &library.catalog, &selection, &library.assets)
        .map_err(|faults| project.stop(faults, library))?;
    let revision = Revision::new(&model, &own, &reading.document, &words.default);
    Console::print(told(&revision, &model, &reading.document, &words).as_bytes())?;
    let edited = revision.edits.chunk_by(|one, next| one.at == next.at).count();
    let Some(ground) = ground else {
        return if revision.is_empty() { Ok(()) } else { Err(Stop::Findings) };
    };
    let mut revision = revision;
    // Which of two is meant, nobody can tell.
    revision.edits.retain(|edit| !revision.repeated.contains(&model.requirements[edit.at].number));
    if revision.edits.is_empty() {
        console.remark(&format!("{}: 적을 것이 없습니다\n", path.display()));
        return Ok(());
    }
    let overrides = revision.overrides(&model, &own, ground.by, ground.reason, ground.date);
    let unwritable = || {
        Diagnostic::error("unwritable-profile", format!("`{}`: 고친 글을 적을 수 없는 프로필입니다", path.display()))
            .hint("requirements가 객체이고 requirements.overrides가 목록인지 확인하세요")
    };
    let text = put_overrides(project.text(), &overrides).ok_or_else(unwritable)?;
    // What is written must be read again, with what was there and what is new.
    let (profile, _) = Profile::from_json(&text).map_err(|faults| {
        let sources = [(path.display().to_string(), text.clone())].into();
        let named = faults.into_iter().map(|fault| fault.file(path.display().to_string())).collect();
        Stop::Error(named, sources)
    })?;
    if profile.requirements.overrides.len() < overrides.len() {
        return Err(unwritable().into());
    }
    stage(path, text.as_bytes())?.commit()?;
    console.remark(&format!(
        "{}: 요구사항 {edited}건의 고친 글을 적었습니다. 그 안의 값은 프로필을 고쳐도 바뀌지 않습니다\n",
        path.display()
    ));
    Ok(())
}

/// Who edited it and why: demanded where the profile takes it over.
struct Ground<'a> {
    by: &'a str,
    reason: &'a str,
    date: Option<&'a str>,
}

fn ground<'a>(args: &'a Args) -> Result<Option<Ground<'a>>, Diagnostic> {
    let Some(path) = &args.write else { return Ok(None) };
    if path == Path::new("-") {
        return Err(Diagnostic::error("no-file", "고친 글을 적을 프로필 파일이 있어야 합니다")
            .hint("표준 입력 대신 파일 이름을 적으세요"));
    }
    let said = |text: &Option<String>| text.as_deref().map(str::trim).is_some_and(|text| !text.is_empty());
    if !said(&args.by) || !said(&args.reason) {
        return Err(Diagnostic::error("no-ground", "누가 왜 고쳤는지 적어야 합니다")
            .hint("예: --write rfp.json --by 정보화담당관실 --reason \"보안성 검토 의견 반영\""));
    }
    if let Some(date) = args.date.as_deref().filter(|date| !is_date(date)) {
        return Err(Diagnostic::error("bad-date", format!("`{date}`: 달력에 없는 날짜입니다"))
            .hint("--date 2026-12-01처럼 적으세요"));
    }
    let trimmed = |text: &'a Option<String>| text.as_deref().unwrap_or_default().trim();
    let (by, reason) = (trimmed(&args.by), trimmed(&args.reason));
    Ok(Some(Ground { by, reason, date: args.date.as_deref() }))
}

/// The differences as people read them.
fn told(revision: &Revision, model: &Document, read: &Document, words: &Words) -> String {
    let mut out = String::new();
    for edits in revision.edits.chunk_by(|one, next| one.at == next.at) {
        out += &format!("{}\n", named(&model.requirements[edits[0].at]));
        out += &edits.iter().map(|edit| difference(edit, words)).collect::<String>();
    }
    for edits in revision.derived.chunk_by(|one, next| one.at == next.at) {
        out += &format!(
            "! {}: 프로필과 카탈로그에서 정해지는 칸이라 적지 않습니다\n",
            named(&model.requirements[edits[0].at])
        );
        out += &edits.iter().map(|edit| difference(edit, words)).collect::<String>();
    }
    for (found, why) in [
        (&revision.reverted, "앞서 고친 글이 이 파일에는 없습니다. 고치기 전에 만든 파일이면 그대로 두세요"),
        (&revision.emptied, "비울 수 없는 칸이라 적지 않습니다"),
    ] {
        for edits in found.chunk_by(|one, next| one.at == next.at) {
            out += &format!("! {}: {why}\n", named(&model.requirements[edits[0].at]));
            out += &edits.iter().map(|edit| difference(edit, words)).collect::<String>();
        }
    }
    for at in &revision.added {
        out += &format!("+ {}: 프로필의 문서에 없는 번호입니다\n", named(&read.requirements[*at]));
    }
    for at in &revision.missing {
        out += &format!("- {}: 파일에 없습니다\n", named(&model.requirements[*at]));
    }
    for number in &revision.repeated {
        out += &format!("! {}: 파일에 같은 번호가 또 있어 처음 것만 견주었습니다\n", harmless(number));
    }
    let edited = revision.edits.chunk_by(|one, next| one.at == next.at).count();
    let all = [&revision.edits, &revision.derived, &revision.reverted, &revision.emptied];
    let touched: BTreeSet<usize> = all.into_iter().flatten().map(|edit| edit.at).collect();
    let same = model.requirements.len() - touched.len() - revision.missing.len();
    out += &format!(
        "고친 요구사항 {edited}건, 프로필에 없는 번호 {}건, 파일에 없는 요구사항 {}건, 그대로 {same}건\n",
        revision.added.len(),
        revision.missing.len()
    );
    if !revision.unprinted.is_empty() {
        let labels: Vec<&str> = revision.unprinted.iter().map(|field| label(*field, words)).collect();
        out += &format!("  이 파일에 없어 견주지 않은 칸: {}\n", labels.join(", "));
    }
    if !revision.added.is_empty() || !revision.missing.is_empty() {
        out += "  더하거나 뺀 요구사항은 글이 아니라 프로필(requirements.include, exclude)이나 기관 카탈로그에서 정합니다\n";
    }
    out
}

fn named(requirement: &Requirement) -> String {
    let id = if requirement.id.is_empty() { String::new() } else { format!(" ({})", requirement.id) };
    harmless(&format!("{} {}{id}", requirement.number, requirement.lines(Field::Title).concat()))
}

/// The items of a field that are new or gone.
fn difference(edit: &Edit, words: &Words) -> String {
    let label = label(edit.field, words);
    let mut out = format!("  {label}\n");
    let (before, after): (Vec<&str>, Vec<&str>) =
        (edit.before.iter().map(String::as_str).collect(), edit.after.iter().map(String::as_str).collect());
    for change in TextDiff::from_slices(&before, &after).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        out += &format!("    {sign} {}\n", harmless(change.value()));
    }
    out
}

fn label(field: Field, words: &Words) -> &str {
    let fields = &words.fields;
    match field {
        Field::Category => &fields.category,
        Field::Number => &fields.number,
        Field::Title => &fields.title,
        Field::Level => &fields.level,
        Field::Definition => &fields.definition,
        Field::Details => &fields.details,
        Field::Deliverables => &fields.deliverables,
        Field::Related => &fields.related,
        Field::Acceptance => &fields.acceptance,
        Field::Sources => &fields.sources,
    }
}
