#include "engine/store/word_store.h"

#include "engine/core/error.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kSelectWordSet =
    "SELECT id, name, source, dimension, (SELECT count(*) FROM word_vector WHERE set_id = word_set.id) FROM word_set ";

WordSet wordSetFrom(SQLite::Statement& row)
{
    return {row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
            static_cast<std::size_t>(row.getColumn(3).getInt64()), row.getColumn(4).getInt64()};
}

}  // namespace

std::int64_t WordStore::put(const WordSet& set, std::span<const std::string> words, std::span<const float> vectors)
{
    auto transaction = writeTransaction(m_database);
    const auto id = guarded(m_database, [&] {
        auto& connection = m_database.connection();
        SQLite::Statement remove(connection, "DELETE FROM word_set WHERE name = ?");
        remove.bind(1, set.name);
        remove.exec();
        SQLite::Statement insert(connection, "INSERT INTO word_set (name, source, dimension, created_at) VALUES (?, ?, ?, ?)");
        insert.bind(1, set.name);
        insert.bind(2, set.source);
        insert.bind(3, static_cast<std::int64_t>(set.dimension));
        insert.bind(4, nowUtc());
        insert.exec();
        const auto made = static_cast<std::int64_t>(connection.getLastInsertRowid());
        SQLite::Statement word(connection, "INSERT INTO word_vector (set_id, position, word, vector) VALUES (?, ?, ?, ?)");
        for (std::size_t i = 0; i < words.size(); ++i) {
            word.bind(1, made);
            word.bind(2, static_cast<std::int64_t>(i));
            word.bind(3, words[i]);
            bindNumbers(word, 4, vectors.subspan(i * set.dimension, set.dimension));
            word.exec();
            word.reset();
        }
        return made;
    });
    transaction.commit();
    return id;
}

std::vector<WordSet> WordStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelectWordSet + "ORDER BY id");
        std::vector<WordSet> sets;
        while (query.executeStep())
            sets.push_back(wordSetFrom(query));
        return sets;
    });
}

std::optional<WordSet> WordStore::find(const std::string& name)
{
    return guarded(m_database, [&]() -> std::optional<WordSet> {
        SQLite::Statement query(m_database.connection(), kSelectWordSet + "WHERE name = ?");
        query.bind(1, name);
        if (!query.executeStep()) return {};
        return wordSetFrom(query);
    });
}

WordSet WordStore::resolve(const std::string& name)
{
    const auto sets = list();
    if (sets.empty()) throw Error(ErrorCode::NotFound, "word vectors", "there are none in the workspace yet; 'words import FILE' takes some in");
    if (name.empty()) return sets.back();
    std::string known;
    for (const auto& set : sets) {
        if (set.name == name) return set;
        known += (known.empty() ? "" : ", ") + set.name;
    }
    throw Error(ErrorCode::NotFound, name, "there is no such set of word vectors; there are " + known);
}

bool WordStore::contains(std::int64_t set, const std::string& word)
{
    return vector(set, word).has_value();
}

std::optional<std::vector<float>> WordStore::vector(std::int64_t set, const std::string& word)
{
    return guarded(m_database, [&]() -> std::optional<std::vector<float>> {
        ReusedStatement reused(m_database, "SELECT vector FROM word_vector WHERE set_id = ? AND word = ?");
        auto& query = *reused;
        query.bind(1, set);
        query.bind(2, word);
        if (!query.executeStep()) return {};
        return numbersFrom<float>(query.getColumn(0));
    });
}

void WordStore::all(std::int64_t set, std::size_t most, std::vector<std::string>& words, std::vector<float>& vectors)
{
    words.clear();
    vectors.clear();
    guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT word, vector FROM word_vector WHERE set_id = ? ORDER BY position LIMIT ?");
        query.bind(1, set);
        query.bind(2, most == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(most));
        while (query.executeStep()) {
            words.push_back(query.getColumn(0).getString());
            const auto vector = numbersFrom<float>(query.getColumn(1));
            vectors.insert(vectors.end(), vector.begin(), vector.end());
        }
    });
}

void WordStore::remove(const std::string& name)
{
    resolve(name);
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM word_set WHERE name = ?");
        remove.bind(1, name);
        remove.exec();
    });
    transaction.commit();
}

}  // namespace engine::store
