//! `jianfu demo`: writes a synthetic region and what is planted in it.

use super::{Context, Faults, Outcome, output_failed};
use crate::cli::DemoArgs;
use crate::demo;
use crate::report::sink::Target;
use crate::text::Message;

/// Writes the region.
pub(super) fn run(args: &DemoArgs, context: &Context) -> Result<Outcome, Faults> {
    let folder = &args.folder;
    let failed = |path: &std::path::Path, error: &std::io::Error| {
        Faults::one(output_failed(&path.to_string_lossy(), error))
    };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut entries = std::fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    if !args.force && entries.next().is_some() {
        let message = Message::new("demo-there");
        return Err(Faults::one(
            message.text("folder", folder.display().to_string()),
        ));
    }
    let region = demo::region(
        args.seed,
        args.size,
        context.catalogue.language(),
        args.messy,
    );
    let files = region.files.len();
    for (name, bytes) in &region.files {
        let path = folder.join(name);
        Target::open(&path)
            .and_then(|target| target.write(|out| out.write_all(bytes)))
            .map_err(|error| failed(&path, &error))?;
    }
    context.note(
        &Message::new("demo-written")
            .text("folder", folder.display().to_string())
            .count("files", files)
            .count("rows", region.rows),
    );
    Ok(Outcome::Clean)
}
