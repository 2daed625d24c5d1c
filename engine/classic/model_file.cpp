#include "engine/classic/model_file.h"

#include <fstream>
#include <iterator>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace engine::classic {

namespace {

constexpr std::string_view kForm = "Tagbench classic model 1\n";
constexpr std::uintmax_t kMostBytes = std::uintmax_t{2} << 30;

}  // namespace

void writeModel(const std::filesystem::path& file, const FittedModel& model)
{
    const auto document = Json::to_cbor(model.state());
    AtomicFile out(file);
    out.write(kForm);
    out.write(std::as_bytes(std::span(document)));
    out.commit();
}

FittedModel readModel(const std::filesystem::path& file)
{
    std::error_code problem;
    const auto size = std::filesystem::file_size(file, problem);
    if (problem) throw Error(ErrorCode::Missing, file.string(), "the file of the model cannot be read: " + problem.message());
    if (size > kMostBytes) throw Error(ErrorCode::Corrupt, file.string(), "far too large for a model");
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!bytes.starts_with(kForm)) throw Error(ErrorCode::Corrupt, file.string(), "this is no classic model kept by Tagbench");
    const auto state = Json::from_cbor(bytes.begin() + static_cast<std::ptrdiff_t>(kForm.size()), bytes.end(), true, false);
    if (state.is_discarded()) throw Error(ErrorCode::Corrupt, file.string(), "the file is damaged");
    return FittedModel::fromState(state);
}

}  // namespace engine::classic
