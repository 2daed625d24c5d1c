#pragma once
#include <c10/util/Exception.h>

#include <utility>

#include "engine/core/error.h"

namespace engine::models
{

/// Every call that crosses the border runs in here: LibTorch's exception is a page of backtrace to a reader outside.
/// `Cancelled` and our own errors pass untouched.
template <typename Work>
auto guarded(Work&& work) -> decltype(std::forward<Work>(work)())
{
    try {
        return std::forward<Work>(work)();
    } catch (const c10::Error& error) {
        throw Error(ErrorCode::Device, "LibTorch", error.what_without_backtrace());
    }
}

}  // namespace engine::models
