#include <malloc.h>

#include <torch/torch.h>
#include <torch/version.h>

#include "engine/core/error.h"
#include "engine/models/devices.h"
#include "engine/models/guarded.h"
#include "engine/models/torch_metric_model.h"
#include "engine/models/torch_model.h"
#include "engine/train/calm_model.h"
#include "engine/train/calm_trainer.h"
#include "engine/train/metric_trainer.h"
#include "engine/train/pretrainer.h"
#include "engine/train/probe.h"
#include "engine/train/trainer.h"

namespace engine::models
{

namespace
{

class TorchEngine : public neural::NeuralEngine
{
public:
    std::vector<std::pair<std::string, std::string>> versions() const override
    {
        return {{"LibTorch", TORCH_VERSION},
                {"CUDA", torch::cuda::is_available() ? "available" : "not available"},
                {"oneDNN", torch::hasMKLDNN() ? "yes" : "no"}};
    }

    std::vector<neural::Device> devices() const override
    {
        return guarded([] { return models::devices(); });
    }

    neural::Device resolveDevice(std::string_view wanted) const override
    {
        return guarded([&] { return models::resolveDevice(wanted); });
    }

    void setThreads(int count) override
    {
        if (count < 1)
            throw Error(ErrorCode::InvalidArgument, "threads",
                        "at least one wanted, " + std::to_string(count) + " found");
        at::set_num_threads(count);
    }

    int threads() const override { return at::get_num_threads(); }

    std::vector<std::string> architectures() const override
    {
        std::vector<std::string> ids;
        for (const auto* entry : modelRegistry())
            ids.emplace_back(entry->id);
        return ids;
    }

    std::unique_ptr<neural::Model> makeModel(const std::string& arch, std::size_t tagCount, std::uint64_t seed) override
    {
        return guarded([&] { return std::make_unique<TorchModel>(arch, tagCount, seed); });
    }

    neural::TrainOutcome train(const neural::TrainConfig& config, neural::BatchSource& trainPart,
                               neural::BatchSource* validPart, neural::EpochSink& sink, RunControl& control) override
    {
        return guarded([&] { return train::Trainer(config, trainPart, validPart, sink, control).run(); });
    }

    std::unique_ptr<neural::MetricModel> makeMetricModel(const neural::MetricShape& shape, std::uint64_t seed) override
    {
        return guarded([&] { return std::make_unique<TorchMetricModel>(shape, seed); });
    }

    neural::TrainOutcome trainMetric(const neural::MetricConfig& config, neural::BatchSource& trainPart,
                                     neural::BatchSource* validPart, neural::MetricSink& sink, RunControl& control) override
    {
        return guarded([&] { return train::MetricTrainer(config, trainPart, validPart, sink, control).run(); });
    }

    neural::TripletLoss tripletLoss(const neural::TripletRows& rows, double margin) override
    {
        return guarded([&] { return models::tripletLoss(rows, margin); });
    }

    neural::PretrainOutcome pretrain(const neural::PretrainConfig& config, neural::BatchSource& pairs,
                                     neural::PretrainSink& sink, RunControl& control) override
    {
        return guarded([&] { return train::Pretrainer(config, pairs, sink, control).run(); });
    }

    neural::ProbeOutcome probe(const neural::ProbeConfig& config, const neural::ProbeData& data,
                               RunControl& control) override
    {
        return guarded([&] { return train::runProbe(config, data, control); });
    }

    void probes(std::span<const neural::ProbeConfig> configs, const neural::ProbeData& data, int threads,
                const neural::ProbeFound& found, RunControl& control) override
    {
        guarded([&] { train::runProbes(configs, data, threads, found, control); });
    }

    void trainCodes(const neural::CodifiedConfig& config, neural::BatchSource& clips, neural::CodifiedSink& sink,
                    RunControl& control) override
    {
        guarded([&] { train::CodeTrainer(config, clips, sink, control).run(); });
    }

    void trainLanguage(const neural::CodifiedConfig& config, std::span<const neural::Codes> sequences,
                       neural::CodifiedSink& sink, RunControl& control) override
    {
        guarded([&] { train::LanguageTrainer(config, sequences, sink, control).run(); });
    }

    std::unique_ptr<neural::CodifiedModel> openCodified(const neural::CodifiedShape& shape, std::uint64_t seed,
                                                        const std::filesystem::path& folder, bool untrained,
                                                        const std::string& device) override
    {
        return guarded([&] { return std::make_unique<train::TorchCodifiedModel>(shape, seed, folder, untrained, device); });
    }
};

}  // namespace

}  // namespace engine::models

extern "C" __attribute__((visibility("default"))) int tagbench_neural_abi()
{
    return engine::neural::kNeuralAbi;
}

namespace {

/// Keeps freed tensors in the process. glibc gives blocks over 32 MB straight back to the system, and a convolution's
/// activations are such blocks: every step then pays for fresh zeroed pages (MusiCNN, one epoch of 112 windows on two
/// cores: 19.4 s, of which 14 s CPU in the kernel; with these settings 12.1 s and 4 s).
void keepFreedMemory()
{
#if defined(__GLIBC__)
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

}  // namespace

/// The caller owns the result.
extern "C" __attribute__((visibility("default"))) engine::neural::NeuralEngine* tagbench_neural_make()
{
    keepFreedMemory();
    return new engine::models::TorchEngine;
}
