#include "engine/store/sql.h"

#include <sqlite3.h>

#include "engine/core/error.h"

namespace engine::store {

void throwStoreError(const SQLite::Exception& error, const std::filesystem::path& file)
{
    const auto about = [&](ErrorCode code, const std::string& sentence) { return Error(code, file.string(), sentence); };
    const std::string detail = std::string(" (") + error.what() + ")";
    switch (error.getErrorCode() & 0xff) {
    case SQLITE_FULL: throw about(ErrorCode::NoSpace, "the disk is full; what was committed is safe. Free some space and try again");
    case SQLITE_READONLY: throw about(ErrorCode::ReadOnly, "the workspace cannot be written" + detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw about(ErrorCode::Busy, "another program is writing to this workspace; try again when it is done");
    case SQLITE_INTERRUPT: throw about(ErrorCode::Busy, "the query was ended before it was done");
    case SQLITE_CORRUPT: throw about(ErrorCode::Corrupt, "the database is damaged" + detail + ". A copy from before the last upgrade may lie beside it");
    case SQLITE_NOTADB: throw about(ErrorCode::Corrupt, "this is not a database, or it is damaged");
    case SQLITE_CANTOPEN: throw about(ErrorCode::Missing, "the database cannot be opened: is the folder there, and may it be written?");
    case SQLITE_PERM:
    case SQLITE_AUTH: throw about(ErrorCode::Permission, "the system refuses access to the database" + detail);
    case SQLITE_IOERR: throw about(ErrorCode::NoSpace, "reading or writing the disk failed" + detail + "; check its space and health");
    case SQLITE_TOOBIG: throw about(ErrorCode::TooLarge, "a value is too large for the database" + detail);
    default: break;
    }
    throw Error(ErrorCode::Internal, file.string(), std::string("the database refused: ") + error.what());
}

Json jsonFrom(const SQLite::Column& column, const Database& database)
{
    const auto text = column.getString();
    if (text.empty()) return {};
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) throw Error(ErrorCode::Corrupt, database.file().string(), "a row holds text that is not JSON");
    return json;
}

}  // namespace engine::store
