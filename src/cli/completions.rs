//! `balju completions`: completion scripts for shells.

use clap::CommandFactory;
use clap_complete::Shell;

use super::console::{Console, Stop};

/// 셸 자동 완성 스크립트를 인쇄합니다
#[derive(clap::Args)]
#[command(override_usage = "balju completions <셸>", help_template = super::TEMPLATE)]
pub(super) struct Args {
    /// bash, zsh, fish, powershell, elvish
    #[arg(value_name = "셸", help_heading = "인자", hide_possible_values = true)]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "balju", &mut script);
    Console::print(&script)
}
