#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

struct Library {
    LibraryId id{};
    std::filesystem::path path;      ///< absolute, bytes as given
    std::string display;
    std::uint64_t seed = 0;
};

/// What the file system said when the file was read; equal = not read again.
struct FileStamp {
    std::int64_t size = 0;
    std::int64_t mtimeNs = 0;
    std::int64_t inode = 0;
    std::int64_t device = 0;
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

enum class TrackState { Ready, Unreadable, Missing };
std::string_view trackStateName(TrackState state);

/// A track that a manifest names: its audio is fetched when it is needed.
inline constexpr const char* kRemoteClass = "remote";

struct Track {
    TrackId id{};
    LibraryId library{};
    std::filesystem::path path;      ///< relative to the library, bytes as the system gave them
    std::string displayPath;         ///< valid UTF-8, for show
    FileStamp stamp;
    std::string fileHash, audioHash; ///< hex or empty
    std::string title, artist, album;
    int trackNumber = 0, year = 0;
    std::string format;
    double durationSeconds = 0;
    int sampleRateHz = 0, channels = 0;
    TrackState state = TrackState::Ready;
    std::string errorClass, reason;  ///< set when Unreadable; class kRemoteClass when Missing because it was never here
};

/// How a list of tracks is ordered and narrowed. All words of `text` must occur somewhere in title, artist, album, path or a
/// tag's name; case and accents do not matter. `field:value` looks in one field; blanks need quotes: `artist:"Miles Davis"`.
struct TrackQuery {
    std::string text;                ///< free words and `field:value` (tag: and genre: whole names; artist:, album:, title:, path: parts; state: ready|unreadable|missing)
    std::optional<LibraryId> library;
    std::string folderPrefix;        ///< a folder as display path ("Artist/Album"), for the folder tree; empty = all
    enum class Order { Path, Title, Artist, Album, Duration, State, Rate, Format } order = Order::Path;
    bool descending = false;
};

class TrackStore {
public:
    explicit TrackStore(Database& database) : m_database(database) {}

    LibraryId addLibrary(const std::filesystem::path& folder, std::uint64_t seed);
    std::vector<Library> libraries();

    /// Inserts or updates by id, in the caller's transaction if there is one.
    void upsert(const Track& track);
    void setState(std::span<const TrackId> ids, TrackState state);
    /// Gives up the path of the row that has it now (its file is no longer there): the row keeps id, tags and hashes and is
    /// 'missing' until its file turns up elsewhere.
    void vacate(LibraryId library, const std::filesystem::path& relative);
    void setAudioHash(TrackId id, const std::string& hash);

    std::optional<Track> find(TrackId id);
    std::optional<Track> findByPath(LibraryId library, const std::filesystem::path& relative);
    std::vector<Track> findByFileHash(const std::string& hash);
    std::vector<Track> findByAudioHash(const std::string& hash);
    std::vector<Track> byLibrary(LibraryId library);
    /// Rows for the ids given, in that order; unknown ids are left out. A page of an item model.
    std::vector<Track> page(std::span<const TrackId> ids);

    /// Ordered ids; the item model keeps these and fetches pages. Throws Error{InvalidArgument} for a broken filter.
    std::vector<TrackId> ids(const TrackQuery& query);
    std::int64_t count();
    /// Folders one level below the folder `prefix` ("" = the library's root) with the number of tracks under each.
    struct Folder { std::string name; std::int64_t tracks = 0; bool hasChildren = false; };
    std::vector<Folder> folders(LibraryId library, const std::string& prefix);

    /// Where a track is read: its copy below fetched/, else its file in the library.
    std::filesystem::path absolutePath(const Track& track);
    /// The user's own file, here or not.
    std::filesystem::path libraryPath(const Track& track);
    /// The folder of copies, beside the database.
    std::filesystem::path fetchedFolder() const;

private:
    Database& m_database;
};

}  // namespace engine::store
