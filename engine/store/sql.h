#pragma once
// Shared by the store's .cpp files only: error mapping and binding.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/database.h"

namespace engine::store {

/// Turns SQLite's codes into Error{NoSpace, ReadOnly, Busy, Corrupt, Missing, Permission, Internal} about `file`.
[[noreturn]] void throwStoreError(const SQLite::Exception& error, const std::filesystem::path& file);

/// Runs `body`, mapping SQLite's exceptions. Statements live inside `body`, so they are reset before it returns: one left
/// open would pin the write-ahead log.
template <typename Body>
decltype(auto) guarded(Database& database, Body body)
{
    try {
        return body();
    } catch (const SQLite::Exception& error) {
        throwStoreError(error, database.file());
    }
}

/// A statement that is used for every row of a bulk write: parsed once a connection, reset when it goes out of scope.
class ReusedStatement {
public:
    ReusedStatement(Database& database, const std::string& sql) : m_statement(database.prepared(sql)) {}
    ~ReusedStatement() { m_statement.tryReset(); }   // the bindings stay: each use binds all of them
    ReusedStatement(const ReusedStatement&) = delete;
    ReusedStatement& operator=(const ReusedStatement&) = delete;
    SQLite::Statement& operator*() { return m_statement; }

private:
    SQLite::Statement& m_statement;
};

/// Distinct id types (and plain numbers) as SQLite's signed 64 bits; a TrackId above 2^63 wraps and comes back unchanged.
template <typename Id>
std::int64_t sqlId(Id id)
{
    return static_cast<std::int64_t>(value(id));
}
template <typename Id>
Id idFrom(const SQLite::Column& column)
{
    return static_cast<Id>(column.getInt64());
}

inline void bindBlob(SQLite::Statement& statement, int index, const void* data, std::size_t bytes)
{
    // A null pointer would bind NULL, an empty blob is meant.
    statement.bind(index, bytes == 0 ? "" : data, static_cast<int>(bytes));
}
inline void bindPath(SQLite::Statement& statement, int index, const std::filesystem::path& path)
{
    bindBlob(statement, index, path.native().data(), path.native().size());
}
inline std::filesystem::path pathFrom(const SQLite::Column& column)
{
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return bytes == nullptr ? std::filesystem::path() : std::filesystem::path(std::string(bytes, static_cast<std::size_t>(column.getBytes())));
}
template <typename Number>
void bindNumbers(SQLite::Statement& statement, int index, std::span<const Number> numbers)
{
    bindBlob(statement, index, numbers.data(), numbers.size_bytes());
}
template <typename Number>
std::vector<Number> numbersFrom(const SQLite::Column& column)
{
    const auto* bytes = static_cast<const char*>(column.getBlob());
    std::vector<Number> numbers(static_cast<std::size_t>(column.getBytes()) / sizeof(Number));
    if (bytes != nullptr) std::copy_n(bytes, numbers.size() * sizeof(Number), reinterpret_cast<char*>(numbers.data()));
    return numbers;
}

inline std::string jsonText(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
/// Empty text is a null document. Throws Error{Corrupt}.
Json jsonFrom(const SQLite::Column& column, const Database& database);

}  // namespace engine::store
