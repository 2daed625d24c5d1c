#include "engine/core/error.h"

#include <array>
#include <new>
#include <utility>

namespace engine {

namespace {
constexpr std::array<std::string_view, 26> kNames = {
    "empty",        "not-audio",      "truncated", "corrupt",  "no-audio",   "permission", "missing",
    "changed",      "no-space",       "read-only", "bad-row",  "mismatch",   "unsupported", "insane-format",
    "non-finite",   "too-short",      "too-large", "not-regular", "link-loop", "outside-library", "busy",
    "unsafe",       "device",         "invalid-argument", "not-found", "internal"};
}

std::string_view errorCodeName(ErrorCode code)
{
    return kNames.at(static_cast<std::size_t>(code));
}

Error::Error(ErrorCode code, std::string subject, const std::string& what)
    : std::runtime_error(what), m_code(code), m_subject(std::move(subject))
{
}

Error::~Error() = default;

Failure describe(std::exception_ptr error)
{
    try {
        std::rethrow_exception(std::move(error));
    } catch (const Error& e) {
        return {e.code(), e.subject(), e.what()};
    } catch (const std::bad_alloc&) {
        return {ErrorCode::TooLarge, "memory", "not enough memory for this step"};
    } catch (const std::exception& e) {
        return {ErrorCode::Internal, "tagbench", e.what()};
    } catch (...) {
        return {ErrorCode::Internal, "tagbench", "an unknown error; please report it"};
    }
}

std::string toText(const Failure& failure)
{
    return failure.subject.empty() ? failure.message : failure.subject + ": " + failure.message;
}

}  // namespace engine
