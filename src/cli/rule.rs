//! `balju rule`: what a rule of the check wants, and why.

use balju::check::{RuleText, Rulebook};
use balju::diagnostic::{Diagnostic, Severity};
use balju::words::Words;

use super::console::{Console, Stop};
use super::library::{Library, Overlays};

/// 점검 규칙의 뜻과 예를 보여 줍니다
#[derive(clap::Args)]
#[command(override_usage = "balju rule [규칙] [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 규칙의 코드. 없으면 모든 규칙
    #[arg(value_name = "규칙", help_heading = "인자")]
    code: Option<String>,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let library = args.overlays.load(console)?;
    let rulebook = Rulebook::read(&library.assets)?;
    let Some(code) = &args.code else {
        return Console::print(list(&rulebook).as_bytes());
    };
    let Some(rule) = rulebook.rule(code) else {
        return Err(Diagnostic::error("unknown-rule", format!("`{code}`: 없는 점검 규칙입니다"))
            .hint(nearest(code, &rulebook))
            .into());
    };
    Console::print(explained(rule, &library, &Words::read(&library.assets)?).as_bytes())
}

fn list(rulebook: &Rulebook) -> String {
    let wide = rulebook.rules().map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rulebook.rules() {
        out += &format!("{:wide$}  {}  {}\n", rule.code, severity(rule), rule.title);
    }
    out
}

fn explained(rule: &RuleText, library: &Library, words: &Words) -> String {
    let RuleText { code, title, wants, why, bad, good, .. } = rule;
    let mut out = format!("{code}  {}  {title}\n\n", severity(rule));
    out += &format!("원하는 것  {wants}\n이유       {why}\n");
    for (at, basis) in rule.basis.iter().enumerate() {
        let label = if at == 0 { "근거     " } else { "         " };
        out += &format!("{label}  {}\n", library.catalog.cite(basis, words));
    }
    out += &format!("\n나쁜 예    {bad}\n좋은 예    {good}\n");
    out += "\n그대로 두려면 프로필에 사유와 함께 적습니다(requirement와 words는 좁힐 때만):\n";
    out += &format!(
        "  \"silenced\": [{{ \"rule\": \"{code}\", \"requirement\": \"CSR-003\", \"words\": \"…\", \"reason\": \"…\" }}]\n"
    );
    out + &format!("\n문서: docs/rules.md#{code}\n")
}

fn severity(rule: &RuleText) -> &'static str {
    match rule.severity {
        Severity::Error => "오류",
        Severity::Warning => "경고",
        Severity::Info => "알림",
    }
}

/// Names the rule that a misspelt code most likely means, or says where all are.
pub(super) fn nearest(code: &str, rulebook: &Rulebook) -> String {
    const LIST: &str = "규칙은 `balju rule`로 볼 수 있습니다";
    // The comparison is quadratic, and what is longer is no misspelling.
    let short = code.len() <= 64;
    let near = |known: &str| strsim::osa_distance(code, known);
    let best = rulebook.rules().filter(|_| short).map(|rule| rule.code.as_str()).min_by_key(|known| near(known));
    match best.filter(|known| near(known) <= (known.len() / 3).clamp(1, 4)) {
        Some(known) => format!("가장 가까운 규칙: `{known}`. {LIST}"),
        None => LIST.to_owned(),
    }
}
