//! How far long work has come, with its rate and the time that is left: on standard error, where that
//! is a terminal, and only once it has taken a moment. It never shows in a result.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, LogFormat};

/// Work that is done sooner is not shown.
const SOON: Duration = Duration::from_millis(800);

/// The progress of one piece of work.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    start: Instant,
    is_shown: AtomicBool,
}

impl Progress {
    /// So many bytes or things, under a name of the catalogue.
    pub(super) fn of(context: &Context, key: &'static str, length: u64, is_bytes: bool) -> Self {
        let is_wanted = !context.quiet && context.log_format == LogFormat::Text && length > 0;
        let bar = is_wanted.then(|| {
            let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
            let template = if is_bytes {
                "{msg} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {eta}"
            } else {
                "{msg} [{bar:30}] {pos}/{len} {per_sec} {eta}"
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.set_message(context.catalogue.say(key));
            bar
        });
        Self {
            bar,
            start: Instant::now(),
            is_shown: AtomicBool::new(false),
        }
    }

    /// So much more is done.
    pub(super) fn add(&self, more: u64) {
        let Some(bar) = &self.bar else {
            return;
        };
        if self.start.elapsed() > SOON && !self.is_shown.swap(true, Ordering::Relaxed) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(more);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
