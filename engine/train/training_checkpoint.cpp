#include "engine/train/training_checkpoint.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/json.h"

namespace engine::train
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kKept = 2;

}  // namespace

CheckpointFolder::CheckpointFolder(fs::path folder, std::string identity)
    : m_folder(std::move(folder)), m_identity(std::move(identity))
{
    std::error_code failure;
    fs::create_directories(m_folder, failure);
    if (failure) throw Error(ErrorCode::Permission, m_folder.string(), "cannot be made: " + failure.message());
    removeStaleParts(m_folder);
}

fs::path CheckpointFolder::bestPath() const
{
    return m_folder / "best.safetensors";
}

fs::path CheckpointFolder::fileOf(int epoch, const char* extension) const
{
    char name[32];
    std::snprintf(name, sizeof name, "epoch-%04d.%s", epoch, extension);
    return m_folder / name;
}

std::vector<int> CheckpointFolder::epochsNewestFirst() const
{
    std::vector<int> epochs;
    for (const auto& entry : fs::directory_iterator(m_folder)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("epoch-") || entry.path().extension() != ".json") continue;
        int epoch = 0;
        const auto parsed = std::from_chars(name.data() + 6, name.data() + name.size(), epoch);
        if (parsed.ec == std::errc()) epochs.push_back(epoch);
    }
    std::sort(epochs.rbegin(), epochs.rend());
    return epochs;
}

std::optional<TrainingState> CheckpointFolder::read(int epoch) const
{
    std::ifstream in(fileOf(epoch, "json"), std::ios::binary);
    const auto json = Json::parse(in, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) return std::nullopt;
    try {
        if (json.at("identity").get<std::string>() != m_identity)
            throw Error(ErrorCode::Mismatch, m_folder.string(),
                        "the run was started with other settings than it is to go on with");
        auto file =
            checkpoint::readSafetensors(fileOf(epoch, "safetensors"));  // compares the tensors with their check sum
        if (json.at("sha256").get<std::string>() != file.metadata[checkpoint::kCheckSumKey]) return std::nullopt;
        TrainingState state;
        state.standing.epoch = json.at("epoch").get<int>();
        state.standing.bestEpoch = json.at("best_epoch").get<int>();
        if (state.standing.bestEpoch > 0) state.standing.bestScore = json.at("best_score").get<double>();
        state.standing.epochsWithoutProgress = json.at("epochs_without_progress").get<int>();
        state.tensors = std::move(file.tensors);
        return state;
    } catch (const Json::exception&) {
        return std::nullopt;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Mismatch) throw;
        return std::nullopt;  // damaged: the checkpoint before it serves
    }
}

std::optional<TrainingState> CheckpointFolder::newest() const
{
    for (const int epoch : epochsNewestFirst())
        if (auto state = read(epoch)) return state;
    return std::nullopt;
}

void CheckpointFolder::keep(const TrainingState& state)
{
    const auto& standing = state.standing;
    const auto checkSum = checkpoint::writeSafetensors(fileOf(standing.epoch, "safetensors"), state.tensors);
    Json json{{"epoch", standing.epoch},
              {"best_epoch", standing.bestEpoch},
              {"best_score", standing.bestEpoch > 0 ? Json(standing.bestScore) : Json()},
              {"epochs_without_progress", standing.epochsWithoutProgress},
              {"sha256", checkSum},
              {"identity", m_identity}};
    writeFileAtomically(fileOf(standing.epoch, "json"), json.dump(2) + "\n");

    const auto epochs = epochsNewestFirst();
    for (std::size_t i = kKept; i < epochs.size(); ++i) {
        fs::remove(fileOf(epochs[i], "json"));
        fs::remove(fileOf(epochs[i], "safetensors"));
    }
}

void CheckpointFolder::keepBest(const std::vector<checkpoint::TensorBytes>& model, const std::string& arch, int epoch)
{
    checkpoint::writeSafetensors(
        bestPath(), model, {{"format", "pt"}, {"tagbench.arch", arch}, {"tagbench.epoch", std::to_string(epoch)}});
}

void CheckpointFolder::clear()
{
    for (const int epoch : epochsNewestFirst()) {
        fs::remove(fileOf(epoch, "json"));
        fs::remove(fileOf(epoch, "safetensors"));
    }
    fs::remove(bestPath());
}

}  // namespace engine::train
