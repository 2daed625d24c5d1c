#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <stop_token>
#include <string>

#include <CLI/CLI.hpp>

#include "engine/core/json.h"
#include "engine/core/language.h"
#include "engine/core/run_control.h"

namespace app {

/// Options every command takes, before or after its name.
struct GlobalOptions {
    std::filesystem::path workspace;   ///< empty = $XDG_DATA_HOME/tagbench/workspace
    std::string device = "auto";
    int threads = 0;                   ///< 0 = as many as there are processors
    std::uint64_t seed = 0;
    bool json = false;
    bool quiet = false;
};

enum ExitStatus : int { kSuccess = 0, kFailed = 1, kUsage = 2, kSomeRejected = 3, kStopped = 130 };

/// What a command finds when it runs.
class CommandContext {
public:
    explicit CommandContext(std::stop_token stop);

    GlobalOptions options;
    engine::Language language;   ///< of reports; English unless the window's program knows another
    /// Progress on stderr (a terminal only, unless --quiet), stopped by SIGINT and SIGTERM.
    engine::RunControl& control() { return m_control; }
    /// --workspace or the default; not created here.
    std::filesystem::path workspaceFolder() const;
    int threads() const;

    /// The result: with --json the document on stdout; otherwise `human` writes to stdout. Called at most once.
    void result(const engine::Json& document, const std::function<void(std::ostream&)>& human);
    /// One diagnostic line on stderr (control characters made visible).
    void note(const std::string& line) const;

private:
    void showProgress(const engine::Progress& progress);
    engine::RunControl m_control;
    std::int64_t m_lastShownMs = 0;
};

/// A command adds its subcommand(s) to `root` and binds what runs. A body returns an ExitStatus; Error, Cancelled and
/// everything else thrown are handled by main. Option values live in a shared_ptr captured by the body.
using Body = std::function<int(CommandContext&)>;
class CommandSink {
public:
    virtual ~CommandSink();
    /// `body` runs when `command` is the subcommand that was chosen.
    virtual void bind(CLI::App* command, Body body) = 0;
};

struct CommandEntry {
    void (*add)(CLI::App& root, CommandSink& sink);
};

/// Text from outside made safe for a terminal: control characters as \x1b.
std::string printable(const std::string& text);

}  // namespace app
