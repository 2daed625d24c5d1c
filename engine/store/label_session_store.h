#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/run_store.h"

namespace engine::store {

class Database;

enum class LabelSessionId : std::int64_t {};

/// Source of the tags that a labelling session puts on tracks.
inline constexpr const char* kTaughtSource = "taught";

/// The user teaches a run some tags, on the tracks whose labels would teach it most.
struct LabelSession {
    LabelSessionId id{};
    std::string name;
    RunId run{};                     ///< where it begins
    std::string split;               ///< its validation part is what the curve is measured on
    std::vector<RunTag> tags;        ///< the first nine have the keys 1-9
    Json settings;                   ///< tasks/label_options.h
    std::string createdAt;
};

/// What was said of a track. answers: one character a tag of the session, '1' yes, '0' no, '?' nothing; empty = skipped.
struct LabelAnswer {
    TrackId track{};
    std::string answers;
    std::int64_t number = 0;         ///< order in which they were given; 0 = put it at the end
    std::string givenAt = {};        ///< filled when read
    bool isSkipped() const { return answers.empty(); }
};

/// One point of the curve, and the model it was measured with.
struct LabelPoint {
    std::int64_t labelled = 0;       ///< tracks
    double rocAuc = 0, averagePrecision = 0;   ///< macro over the tags that could be measured; NaN if none could, stored as NULL
    int measuredTags = 0;            ///< those with both classes in the validation part
    RunId run{};                     ///< whose vectors the head reads
    std::vector<double> head;        ///< [tags, width + 1], bias last; tags as they were then
    double seconds = 0;
    std::string madeAt = {};         ///< filled when read
};

struct LabelProposal {
    TrackId track{};
    double uncertainty = 0, distance = 1;   ///< active/diverse_batch.h
    std::optional<TrackId> nearest;
    std::vector<float> probabilities;       ///< [tags]
};

class LabelSessionStore {
public:
    explicit LabelSessionStore(Database& database) : m_database(database) {}

    LabelSessionId create(const LabelSession& session);
    std::optional<LabelSession> find(LabelSessionId id);
    /// A number, "latest", or a name. Throws Error{NotFound}.
    LabelSession resolve(const std::string& numberOrName);
    /// Newest first.
    std::vector<LabelSession> list();
    void setSettings(LabelSessionId id, const Json& settings);
    /// Puts a tag at the end; what was answered before says nothing of it. One that is there stays where it is.
    void addTag(LabelSessionId id, const RunTag& tag);
    /// Forgets questions, answers and curve; the tags that were given to tracks stay. False if there is none.
    bool remove(LabelSessionId id);

    /// Replaces what was said of the track before, and lets its tags of source kTaughtSource follow: it has those that some session says yes to.
    /// Gives what was said before. One transaction. Throws Error{InvalidArgument} for other characters or more than the session has tags.
    std::optional<LabelAnswer> answer(LabelSessionId id, const LabelAnswer& answer);
    /// As if nothing had been said of the track.
    std::optional<LabelAnswer> takeBack(LabelSessionId id, TrackId track);
    /// In the order they were given.
    std::vector<LabelAnswer> answers(LabelSessionId id);
    /// Tracks with an answer that is no skip.
    std::int64_t labelled(LabelSessionId id);

    /// Replaces a point of as many labels, and removes those of more: they were made of labels that were taken back since.
    void putPoint(LabelSessionId id, const LabelPoint& point);
    std::vector<LabelPoint> points(LabelSessionId id);

    void replaceProposals(LabelSessionId id, const std::vector<LabelProposal>& proposals);
    std::vector<LabelProposal> proposals(LabelSessionId id);

    /// Writes labels as a set of their own (tag_store.h, tracksOf): a training of answers alone. Replaces the set.
    void writeSet(const std::string& set, const std::vector<std::pair<TrackId, TagId>>& labels);

private:
    std::optional<LabelAnswer> answerOf(LabelSessionId id, TrackId track);
    void followAnswers(const LabelSession& session, TrackId track, const std::string& before, const std::string& now);
    Database& m_database;
};

}  // namespace engine::store
