#pragma once
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

namespace engine {

/// Why something was refused. The names (errorCodeName) are stable: tests, exports and `--json` use them as `class`.
enum class ErrorCode {
    Empty,            ///< no bytes
    NotAudio,         ///< the content is something else
    Truncated,        ///< shorter than its header says
    Corrupt,          ///< breaks its own format
    NoAudio,          ///< a container without samples
    Permission,       ///< the system refuses access
    Missing,          ///< gone
    Changed,          ///< changed while it was read
    NoSpace,          ///< cannot write: disk full
    ReadOnly,         ///< cannot write: read-only place
    BadRow,           ///< a data-set row that cannot be read
    Mismatch,         ///< two things that must agree do not
    Unsupported,      ///< a known format that is not read here
    InsaneFormat,     ///< header values outside our limits
    NonFinite,        ///< NaN or infinity
    TooShort,         ///< less than one analysis window
    TooLarge,         ///< over a limit
    NotRegular,       ///< pipe, socket, device
    LinkLoop,         ///< links that lead back to themselves
    OutsideLibrary,   ///< a link or path that leaves its root
    Busy,             ///< another program works on the same data
    Unsafe,           ///< holds code or objects that are never executed here
    Device,           ///< the wanted compute device or its library is not usable
    InvalidArgument,  ///< a parameter outside its domain
    NotFound,         ///< a named run, preset, model, split, tag or track that does not exist
    Internal,         ///< our fault
};

/// "not-audio", "too-short", ...
std::string_view errorCodeName(ErrorCode code);

/// The one exception type of the engine. `subject` is the file, track or run it is about; `what()` is one plain
/// sentence without the subject, e.g. "cut short - the header promises 3:25, the file ends at 1:40".
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, std::string subject, const std::string& what);
    // Out of line: one key function, hence one type_info, shared by the engine library and the neural library.
    ~Error() override;

    ErrorCode code() const { return m_code; }
    const std::string& subject() const { return m_subject; }

private:
    ErrorCode m_code;
    std::string m_subject;
};

/// Thrown by RunControl::step() after a stop was requested. Not a std::exception on purpose: no handler swallows it.
struct Cancelled {};

/// An error as a value, at the border of one track or one job.
struct Failure {
    ErrorCode code = ErrorCode::Internal;
    std::string subject;
    std::string message;
};

/// Turns any exception (std::bad_alloc and unknown ones included) into a value. The only place that catches "...".
/// Must not be given a `Cancelled`.
Failure describe(std::exception_ptr error);

/// "subject: message", the form shown to people.
std::string toText(const Failure& failure);

}  // namespace engine
