#include "engine/store/label_session_store.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/store/sql.h"
#include "engine/store/tag_store.h"

namespace engine::store {

namespace {

const std::string kLabelSessionSelect = "SELECT id, name, run_id, split, tags, settings, created_at FROM label_session ";

Json labelTagsJson(const std::vector<RunTag>& tags)
{
    auto list = Json::array();
    for (const auto& tag : tags)
        list.push_back({{"tag", tag.name}, {"type", tag.type}});
    return list;
}

LabelSession labelSessionFrom(SQLite::Statement& row, const Database& database)
{
    LabelSession session;
    session.id = idFrom<LabelSessionId>(row.getColumn(0));
    session.name = row.getColumn(1).getString();
    session.run = idFrom<RunId>(row.getColumn(2));
    session.split = row.getColumn(3).getString();
    for (const auto& tag : jsonFrom(row.getColumn(4), database))
        session.tags.push_back({tag.value("tag", std::string()), tag.value("type", std::string())});
    session.settings = jsonFrom(row.getColumn(5), database);
    session.createdAt = row.getColumn(6).getString();
    return session;
}

void bindMeasure(SQLite::Statement& statement, int index, double value)
{
    if (std::isnan(value)) statement.bind(index);
    else statement.bind(index, value);
}
double measureFrom(const SQLite::Column& column)
{
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

char saidOf(const std::string& answers, std::size_t tag)
{
    return tag < answers.size() ? answers[tag] : '?';
}

}  // namespace

LabelSessionId LabelSessionStore::create(const LabelSession& session)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT INTO label_session (name, run_id, split, tags, settings, created_at) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, session.name);
        insert.bind(2, sqlId(session.run));
        insert.bind(3, session.split);
        insert.bind(4, jsonText(labelTagsJson(session.tags)));
        insert.bind(5, jsonText(session.settings));
        insert.bind(6, nowUtc());
        insert.exec();
        return static_cast<LabelSessionId>(m_database.connection().getLastInsertRowid());
    });
}

std::optional<LabelSession> LabelSessionStore::find(LabelSessionId id)
{
    return guarded(m_database, [&]() -> std::optional<LabelSession> {
        SQLite::Statement query(m_database.connection(), kLabelSessionSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return labelSessionFrom(query, m_database);
    });
}

LabelSession LabelSessionStore::resolve(const std::string& numberOrName)
{
    const auto all = list();
    if (numberOrName == "latest" && !all.empty()) return all.front();
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(numberOrName.data(), numberOrName.data() + numberOrName.size(), number);
    const bool isNumber = problem == std::errc{} && end == numberOrName.data() + numberOrName.size();
    for (const auto& session : all)
        if (isNumber ? value(session.id) == number : session.name == numberOrName) return session;
    throw Error(ErrorCode::NotFound, "labelling session " + numberOrName, all.empty() ? "there is none yet; label start makes one" : "is not there; label list shows those there are");
}

std::vector<LabelSession> LabelSessionStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kLabelSessionSelect + "ORDER BY id DESC");
        std::vector<LabelSession> all;
        while (query.executeStep())
            all.push_back(labelSessionFrom(query, m_database));
        return all;
    });
}

void LabelSessionStore::setSettings(LabelSessionId id, const Json& settings)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE label_session SET settings = ? WHERE id = ?");
        update.bind(1, jsonText(settings));
        update.bind(2, sqlId(id));
        update.exec();
    });
}

void LabelSessionStore::addTag(LabelSessionId id, const RunTag& tag)
{
    auto transaction = writeTransaction(m_database);
    auto session = find(id);
    const bool isNew = session && std::ranges::none_of(session->tags, [&](const auto& known) { return known.name == tag.name && known.type == tag.type; });
    if (isNew) {
        session->tags.push_back(tag);
        guarded(m_database, [&] {
            SQLite::Statement update(m_database.connection(), "UPDATE label_session SET tags = ? WHERE id = ?");
            update.bind(1, jsonText(labelTagsJson(session->tags)));
            update.bind(2, sqlId(id));
            update.exec();
        });
    }
    transaction.commit();
}

bool LabelSessionStore::remove(LabelSessionId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM label_session WHERE id = ?");
        remove.bind(1, sqlId(id));
        return remove.exec() > 0;
    });
}

std::optional<LabelAnswer> LabelSessionStore::answerOf(LabelSessionId id, TrackId track)
{
    return guarded(m_database, [&]() -> std::optional<LabelAnswer> {
        SQLite::Statement query(m_database.connection(), "SELECT answers, number, given_at FROM label_answer WHERE session_id = ? AND track_id = ?");
        query.bind(1, sqlId(id));
        query.bind(2, sqlId(track));
        if (!query.executeStep()) return {};
        return LabelAnswer{track, query.getColumn(0).getString(), query.getColumn(1).getInt64(), query.getColumn(2).getString()};
    });
}

/// Tags the answers changed: a yes that came is put on the track, one that went goes unless another session still says it.
void LabelSessionStore::followAnswers(const LabelSession& session, TrackId track, const std::string& before, const std::string& now)
{
    TagStore tags(m_database);
    for (std::size_t i = 0; i < session.tags.size(); ++i) {
        const bool was = saidOf(before, i) == '1', is = saidOf(now, i) == '1';
        if (was == is) continue;
        const auto tag = tags.ensure(session.tags[i].name, session.tags[i].type);
        if (is) {
            tags.set(track, tag, kTaughtSource);
            continue;
        }
        const bool isSaidElsewhere = std::ranges::any_of(list(), [&](const LabelSession& other) {
            if (other.id == session.id) return false;
            const auto said = answerOf(other.id, track);
            if (!said) return false;
            for (std::size_t k = 0; k < other.tags.size(); ++k)
                if (other.tags[k].name == session.tags[i].name && other.tags[k].type == session.tags[i].type) return saidOf(said->answers, k) == '1';
            return false;
        });
        if (!isSaidElsewhere) tags.remove(track, tag, kTaughtSource);
    }
}

std::optional<LabelAnswer> LabelSessionStore::answer(LabelSessionId id, const LabelAnswer& answer)
{
    auto transaction = writeTransaction(m_database);
    const auto session = find(id);
    if (!session) throw Error(ErrorCode::NotFound, "labelling session " + std::to_string(value(id)), "is not there any more");
    if (answer.answers.size() > session->tags.size() || answer.answers.find_first_not_of("01?") != std::string::npos)
        throw Error(ErrorCode::InvalidArgument, answer.answers, "one of 1, 0 and ? is wanted for each of the session's tags");
    auto before = answerOf(id, answer.track);
    followAnswers(*session, answer.track, before ? before->answers : std::string(), answer.answers);
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO label_answer (session_id, track_id, number, answers, given_at) VALUES (?1, ?2, "
                                 "CASE ?3 WHEN 0 THEN (SELECT coalesce(max(number), 0) + 1 FROM label_answer WHERE session_id = ?1) ELSE ?3 END, ?4, ?5)");
        insert.bind(1, sqlId(id));
        insert.bind(2, sqlId(answer.track));
        insert.bind(3, answer.number != 0 ? answer.number : before ? before->number : std::int64_t{0});
        insert.bind(4, answer.answers);
        insert.bind(5, nowUtc());
        insert.exec();
    });
    transaction.commit();
    return before;
}

std::optional<LabelAnswer> LabelSessionStore::takeBack(LabelSessionId id, TrackId track)
{
    auto transaction = writeTransaction(m_database);
    const auto session = find(id);
    auto before = answerOf(id, track);
    if (session && before) {
        followAnswers(*session, track, before->answers, {});
        guarded(m_database, [&] {
            SQLite::Statement remove(m_database.connection(), "DELETE FROM label_answer WHERE session_id = ? AND track_id = ?");
            remove.bind(1, sqlId(id));
            remove.bind(2, sqlId(track));
            remove.exec();
        });
    }
    transaction.commit();
    return before;
}

std::vector<LabelAnswer> LabelSessionStore::answers(LabelSessionId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, answers, number, given_at FROM label_answer WHERE session_id = ? ORDER BY number, track_id");
        query.bind(1, sqlId(id));
        std::vector<LabelAnswer> all;
        while (query.executeStep())
            all.push_back({idFrom<TrackId>(query.getColumn(0)), query.getColumn(1).getString(), query.getColumn(2).getInt64(), query.getColumn(3).getString()});
        return all;
    });
}

std::int64_t LabelSessionStore::labelled(LabelSessionId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT count(*) FROM label_answer WHERE session_id = ? AND answers <> ''");
        query.bind(1, sqlId(id));
        query.executeStep();
        return query.getColumn(0).getInt64();
    });
}

void LabelSessionStore::putPoint(LabelSessionId id, const LabelPoint& point)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM label_point WHERE session_id = ? AND labelled >= ?");
        remove.bind(1, sqlId(id));
        remove.bind(2, point.labelled);
        remove.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT INTO label_point (session_id, labelled, roc_auc, average_precision, measured_tags, run_id, head, seconds, made_at) "
                                                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(id));
        insert.bind(2, point.labelled);
        bindMeasure(insert, 3, point.rocAuc);
        bindMeasure(insert, 4, point.averagePrecision);
        insert.bind(5, point.measuredTags);
        insert.bind(6, sqlId(point.run));
        bindNumbers(insert, 7, std::span<const double>(point.head));
        insert.bind(8, point.seconds);
        insert.bind(9, nowUtc());
        insert.exec();
    });
    transaction.commit();
}

std::vector<LabelPoint> LabelSessionStore::points(LabelSessionId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT labelled, roc_auc, average_precision, measured_tags, run_id, head, seconds, made_at FROM label_point "
                                                         "WHERE session_id = ? ORDER BY labelled");
        query.bind(1, sqlId(id));
        std::vector<LabelPoint> all;
        while (query.executeStep())
            all.push_back({query.getColumn(0).getInt64(), measureFrom(query.getColumn(1)), measureFrom(query.getColumn(2)), query.getColumn(3).getInt(),
                           idFrom<RunId>(query.getColumn(4)), numbersFrom<double>(query.getColumn(5)), query.getColumn(6).getDouble(), query.getColumn(7).getString()});
        return all;
    });
}

void LabelSessionStore::replaceProposals(LabelSessionId id, const std::vector<LabelProposal>& proposals)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM label_proposal WHERE session_id = ?");
        remove.bind(1, sqlId(id));
        remove.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT INTO label_proposal (session_id, place, track_id, uncertainty, distance, nearest_id, probabilities) VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (std::size_t place = 0; place < proposals.size(); ++place) {
            const auto& proposal = proposals[place];
            insert.bind(1, sqlId(id));
            insert.bind(2, static_cast<std::int64_t>(place + 1));
            insert.bind(3, sqlId(proposal.track));
            insert.bind(4, proposal.uncertainty);
            insert.bind(5, proposal.distance);
            if (proposal.nearest) insert.bind(6, sqlId(*proposal.nearest));
            else insert.bind(6);
            bindNumbers(insert, 7, std::span<const float>(proposal.probabilities));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

std::vector<LabelProposal> LabelSessionStore::proposals(LabelSessionId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, uncertainty, distance, nearest_id, probabilities FROM label_proposal WHERE session_id = ? ORDER BY place");
        query.bind(1, sqlId(id));
        std::vector<LabelProposal> all;
        while (query.executeStep()) {
            LabelProposal proposal{idFrom<TrackId>(query.getColumn(0)), query.getColumn(1).getDouble(), query.getColumn(2).getDouble(), {}, numbersFrom<float>(query.getColumn(4))};
            if (!query.getColumn(3).isNull()) proposal.nearest = idFrom<TrackId>(query.getColumn(3));
            all.push_back(std::move(proposal));
        }
        return all;
    });
}

void LabelSessionStore::writeSet(const std::string& set, const std::vector<std::pair<TrackId, TagId>>& labels)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM label WHERE set_name = ?");
        remove.bind(1, set);
        remove.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT OR IGNORE INTO label (set_name, tag_id, track_id) VALUES (?, ?, ?)");
        for (const auto& [track, tag] : labels) {
            insert.bind(1, set);
            insert.bind(2, sqlId(tag));
            insert.bind(3, sqlId(track));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

}  // namespace engine::store
