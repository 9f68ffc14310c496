//! `balju parts`: the kinds of documents and their parts.

use balju::catalog::{Audience, sample};

use super::console::{Console, Stop};
use super::library::Overlays;

/// 문서 종류와 그 부분의 이름을 보여 줍니다
#[derive(clap::Args)]
#[command(override_usage = "balju parts [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let library = args.overlays.load(console)?;
    let mut out = String::new();
    for outline in &library.catalog.outlines {
        let audience = match outline.audience {
            Audience::Public => "공개",
            Audience::Internal => "내부",
        };
        out += &format!("{} — {} ({audience})\n", outline.name, outline.title);
        for id in &outline.parts {
            let part = library.catalog.parts.iter().find(|part| part.id == *id);
            let title = part.and_then(|part| part.title.as_ref()).map_or_else(String::new, |title| sample(&title.text));
            out += &format!("  {id}  {title}\n");
        }
        out.push('\n');
    }
    Console::print(out.trim_end_matches('\n').as_bytes())?;
    Console::print(b"\n")
}
