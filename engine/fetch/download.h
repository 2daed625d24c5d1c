#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/core/run_control.h"

namespace engine::fetch {

/// A file on the network of which everything is known beforehand.
struct Download {
    std::string address;          ///< https://...; http:// on this machine alone (127.0.0.1), for tests and mirrors
    std::int64_t bytes = 0;
    std::string sha256;           ///< hex
    std::filesystem::path target;
};

struct DownloadResult {
    std::int64_t resumedFrom = 0;   ///< bytes that were there already
    bool wasThere = false;          ///< nothing was loaded: the whole file lay there
};

/// Loads it into `target`, which exists only once size and check sum are right. What came before a cut line is kept beside it
/// (".NAME.download") and the next call goes on there; a whole file with another check sum is thrown away. Never stores more than `bytes`.
/// Throws Error{Unsupported} for another kind of address, {Missing} where there is no such file or server, {Truncated} for a cut
/// line, {TooLarge, Corrupt} for another file than promised, and as writing does; Cancelled.
DownloadResult download(const Download& wanted, RunControl& control);

}  // namespace engine::fetch
