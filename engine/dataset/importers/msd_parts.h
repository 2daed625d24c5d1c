#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/dataset/importer.h"

/// The forms in which tags of the Million Song Dataset (Bertin-Mahieux, Ellis, Whitman, Lamere 2011) are published; msd_lastfm.cpp chooses.
namespace engine::dataset::msd {

/// What lies beside the data and says more of its tracks; each list may be absent.
class Companions {
public:
    /// unique_tracks.txt (artist and title) and sid_mismatches.txt (song and track do not belong together) of `folder`.
    explicit Companions(const std::filesystem::path& folder);
    /// A row of this track. Throws Error{BadRow} for a track that is listed as mismatched.
    ImportRow rowOf(const std::string& trackId, std::int64_t line) const;

private:
    struct Names {
        std::string artist, title;
    };
    std::unordered_map<std::string, Names> m_names;
    std::unordered_set<std::string> m_mismatched;
};

/// "TR" and 16 more capitals and digits.
bool isTrackId(std::string_view text);
/// Last.fm's 0..100 as 0..1. Throws Error{BadRow}.
double scoreOf(double value);

void readJsonTree(const std::filesystem::path& folder, ImportSink& sink, RunControl& control);
void readDatabase(const std::filesystem::path& file, ImportSink& sink, RunControl& control);
void readTrackTags(const std::filesystem::path& file, ImportSink& sink, RunControl& control);
/// {train,valid,test}_x_msd_id.txt with their _y.npy: the 50-tag split.
void readTaggingSplit(const std::filesystem::path& folder, ImportSink& sink, RunControl& control);

}  // namespace engine::dataset::msd
