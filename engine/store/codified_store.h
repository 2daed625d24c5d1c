#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

enum class CodifiedId : std::int64_t {};

/// A codified audio language model: sound as codes, and a transformer over the codes.
struct Codified {
    CodifiedId id{};
    std::string name, identity;
    Json parameters;
    std::string folder;              ///< below checkpoints/
    std::string state = "running";   ///< running|stopped|done
    Json document = Json::object();  ///< what came of it
    std::string createdAt, finishedAt;
};
struct CodifiedRound {
    std::string stage;               ///< codes|language
    int round = 0;                   ///< from 1
    Json document;
};

class CodifiedStore {
public:
    explicit CodifiedStore(Database& database) : m_database(database) {}
    /// Its folder is "calm-ID".
    CodifiedId create(const Codified& model);
    void setState(CodifiedId id, const std::string& state);
    void setDocument(CodifiedId id, const Json& document);
    std::optional<Codified> find(CodifiedId id);
    /// The newest of this identity.
    std::optional<Codified> findIdentity(const std::string& identity);
    /// Newest first.
    std::vector<Codified> list();
    /// False if there is none. Its files are left to the caller.
    bool remove(CodifiedId id);
    /// Replaces the same round.
    void putRound(CodifiedId id, const CodifiedRound& round);
    /// By stage and round.
    std::vector<CodifiedRound> rounds(CodifiedId id);

private:
    Database& m_database;
};

}  // namespace engine::store
