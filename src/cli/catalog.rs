//! `balju catalog`: the library of requirements.

use std::path::PathBuf;

use balju::catalog::{check, sample};
use balju::diagnostic::Diagnostic;

use super::console::{Console, Stop};
use super::library::Overlays;

/// 요구사항 카탈로그를 보거나 점검합니다
#[derive(clap::Args)]
#[command(
    override_usage = "balju catalog <list|show|check> [옵션]",
    help_template = super::TEMPLATE,
    subcommand_help_heading = "명령",
    disable_help_subcommand = true
)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// 요구사항의 ID와 제목을 보여 줍니다
    #[command(override_usage = "balju catalog list [옵션]", help_template = super::TEMPLATE)]
    List {
        #[command(flatten)]
        overlays: Overlays,
    },
    /// 요구사항 하나의 원문을 보여 줍니다
    #[command(override_usage = "balju catalog show <ID> [옵션]", help_template = super::TEMPLATE)]
    Show {
        /// 카탈로그 ID
        #[arg(value_name = "ID", help_heading = "인자")]
        id: String,
        #[command(flatten)]
        overlays: Overlays,
    },
    /// 카탈로그의 잘못을 파일:줄:칸으로 알립니다
    #[command(override_usage = "balju catalog check [폴더] [옵션]", help_template = super::TEMPLATE)]
    Check {
        /// 내장 카탈로그에 덧씌워 점검할 기관 카탈로그 폴더
        #[arg(value_name = "폴더", help_heading = "인자")]
        folder: Option<PathBuf>,
        #[command(flatten)]
        overlays: Overlays,
    },
}

pub(super) fn run(args: Args, console: &Console) -> Result<(), Stop> {
    match args.command {
        Command::List { overlays } => {
            let catalog = overlays.load(console)?.catalog;
            let mut out = format!("카탈로그 {}판, 요구사항 {}건\n", catalog.version, catalog.entries.len());
            for category in &catalog.categories {
                out += &format!("\n{} {}\n", category.code, category.name);
                for entry in catalog.entries.iter().filter(|entry| entry.category == category.code) {
                    out += &format!("  {}  {}\n", entry.id.text, sample(&entry.title.text));
                }
            }
            Console::print(out.as_bytes())
        }
        Command::Show { id, overlays } => {
            let catalog = overlays.load(console)?.catalog;
            let entry = catalog.entry(&id).ok_or_else(|| {
                Diagnostic::error("unknown-requirement", format!("`{id}`: 카탈로그에 없는 요구사항입니다"))
                    .hint("목록은 `balju catalog list`로 볼 수 있습니다")
            })?;
            Console::print(catalog.sources.get(&entry.file).map(String::as_bytes).unwrap_or_default())
        }
        Command::Check { folder, mut overlays } => {
            overlays.catalogs.extend(folder);
            let library = overlays.load(console)?;
            let (faults, sources) = library.located(check(&library.catalog));
            console.report(&faults, &sources);
            if faults.is_empty() {
                let count = library.catalog.entries.len();
                return Console::print(format!("요구사항 {count}건: 잘못이 없습니다\n").as_bytes());
            }
            console.remark(&format!("잘못 {}건\n", faults.len()));
            Err(Stop::Findings)
        }
    }
}
