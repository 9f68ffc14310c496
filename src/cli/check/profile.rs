//! `balju check` over a profile: the document it makes.

use std::path::Path;

use balju::Options;
use balju::check::{Manuscript, Review, Rulebook, check};
use balju::diagnostic::Diagnostic;
use balju::report::{Sheet, Source, sheet};

use super::super::console::{Console, Stop};
use super::super::files::read_text;
use super::super::project::Project;
use super::super::rule::nearest;
use super::{Args, Bench};

/// Checks the document that a profile makes.
pub(super) fn review(args: &Args, bench: &Bench<'_>, console: &Console) -> Result<(Sheet, Review), Stop> {
    refuse_document(&args.file)?;
    let project = Project::read(&args.file, console)?;
    project.report(unknown_rules(&project, bench.rulebook), console);
    let selection = project.select(bench.library, console)?;
    let options = Options { outline: args.outline.clone(), ..Options::default() };
    let document =
        project.compose(bench.library, &selection, &options).map_err(|faults| project.stop(faults, bench.library))?;
    project.doubt_overrides(bench.library, &selection, console);
    let outline = args.outline.as_deref().unwrap_or("rfp");
    let manuscript = Manuscript::new(&document).with_profile(&project.profile, outline);
    let review = check(&manuscript, bench.rulebook);
    let is_known =
        |at: &usize| project.profile.silenced.get(*at).is_some_and(|one| bench.rulebook.rule(&one.rule).is_some());
    let unused = review.unused.iter().copied().filter(is_known).map(unused_silence).collect();
    let unused = project.located(unused);
    let sources = project.sources();
    let source = Source { unused: &unused, ..bench.source(&project.name, &sources) };
    Ok((sheet(&manuscript, &review, &source), review))
}

/// Documents of ours in JSON hold no text that a person wrote: their profile is checked, or what is printed.
fn refuse_document(path: &Path) -> Result<(), Diagnostic> {
    if path == Path::new("-") {
        return Ok(());
    }
    let text = read_text(path)?;
    let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    if value["requirements"].is_array() {
        let name = path.display();
        return Err(Diagnostic::error("json-document", format!("`{name}`: 프로필이 아니라 만든 문서(JSON)입니다"))
            .hint("이 문서를 만든 프로필(.json)이나, 같은 문서의 .md 또는 .html 파일을 점검하세요"));
    }
    Ok(())
}

/// A warning for each silence of a rule that there is not.
fn unknown_rules(project: &Project, rulebook: &Rulebook) -> Vec<Diagnostic> {
    let silences = project.profile.silenced.iter().enumerate();
    let unknown = silences.filter(|(_, silence)| rulebook.rule(&silence.rule).is_none());
    unknown
        .map(|(at, silence)| {
            let field = format!("silenced[{at}].rule");
            Diagnostic::warning("unknown-rule", format!("`{field}`: 없는 점검 규칙입니다: `{}`", silence.rule))
                .hint(nearest(&silence.rule, rulebook))
                .field(field)
        })
        .collect()
}

/// A note on a silence that silences nothing, by its place in the profile's list.
fn unused_silence(at: usize) -> Diagnostic {
    let field = format!("silenced[{at}]");
    Diagnostic::warning("unused-silence", format!("`{field}`: 넘길 것이 없습니다"))
        .hint("고친 문장이면 이 기록을 지우고, 아니면 rule, requirement, words를 확인하세요")
        .field(field)
}
