#include "app/commands/command.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <utility>

#include "engine/core/error.h"

namespace app {

namespace {

std::int64_t nowMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

constexpr std::int64_t kProgressPeriodMs = 100;

}  // namespace

CommandSink::~CommandSink() = default;

CommandContext::CommandContext(std::stop_token stop)
    : m_control(std::move(stop), [this](const engine::Progress& progress) { showProgress(progress); })
{
}

std::filesystem::path CommandContext::workspaceFolder() const
{
    if (!options.workspace.empty()) return options.workspace;
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    if (data != nullptr && *data == '/') return std::filesystem::path(data) / "tagbench" / "workspace";
    if (home == nullptr || *home == '\0')
        throw engine::Error(engine::ErrorCode::Missing, "workspace", "neither HOME nor XDG_DATA_HOME is set; give --workspace DIR");
    return std::filesystem::path(home) / ".local" / "share" / "tagbench" / "workspace";
}

int CommandContext::threads() const
{
    if (options.threads > 0) return options.threads;
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

void CommandContext::result(const engine::Json& document, const std::function<void(std::ostream&)>& human)
{
    if (options.json)
        std::cout << document.dump(2, ' ', false, engine::Json::error_handler_t::replace) << '\n';
    else
        human(std::cout);
    std::cout.flush();
}

void CommandContext::note(const std::string& line) const
{
    if (!options.quiet) std::cerr << printable(line) << '\n';
}

void CommandContext::showProgress(const engine::Progress& progress)
{
    if (options.quiet || ::isatty(STDERR_FILENO) == 0) return;
    const auto now = nowMs();
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (!last && now - m_lastShownMs < kProgressPeriodMs) return;
    m_lastShownMs = now;
    const auto total = progress.total > 0 ? " of " + std::to_string(progress.total) : std::string();
    std::fprintf(stderr, "\r\033[K%s: %lld%s%s", printable(progress.stage).c_str(), static_cast<long long>(progress.done),
                 total.c_str(), last ? "\n" : "");
    std::fflush(stderr);
}

std::string printable(const std::string& text)
{
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            safe += c;
            continue;
        }
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\x%02x", byte);
        safe += escaped;
    }
    return safe;
}

}  // namespace app
