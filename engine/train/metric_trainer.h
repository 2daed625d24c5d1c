#pragma once
#include <torch/torch.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/models/metric_network.h"
#include "engine/neural/metric_learning.h"
#include "engine/train/training_checkpoint.h"

namespace engine::train
{

/// One training of a metric model: triplets of a tag, a song that carries it and one of the batch that does not; Adam.
/// What a batch does depends on (seed, epoch, batch) only, as in Trainer.
class MetricTrainer
{
public:
    MetricTrainer(const neural::MetricConfig& config, neural::BatchSource& train, neural::BatchSource* valid,
                  neural::MetricSink& sink, RunControl& control);
    neural::TrainOutcome run();

private:
    struct Sums {
        double loss = 0;
        std::size_t triplets = 0;
        std::size_t dropped = 0;
        std::size_t items = 0;
    };
    void startOrResume();
    neural::MetricEpoch runEpoch(int epoch);
    Sums trainPart(int epoch);
    void learn(const neural::HostBatch& batch, std::uint64_t seed, Sums& sums);
    std::vector<float> validPart(int epoch, std::size_t& songs);
    torch::Tensor embedSongs(const neural::BatchSource& source, const neural::HostBatch& batch, std::size_t chunks);
    void finishEpoch(const neural::MetricEpoch& report);
    std::string stage(const char* part, int epoch) const;

    const neural::MetricConfig& m_config;
    neural::BatchSource& m_train;
    neural::BatchSource* m_valid;
    neural::MetricSink& m_sink;
    RunControl& m_control;
    torch::Device m_device;
    CheckpointFolder m_folder;
    std::shared_ptr<models::MetricNetwork> m_network;
    std::unique_ptr<torch::optim::Adam> m_optimiser;
    std::vector<std::string> m_learnedNames;
    torch::Tensor m_words;
    Standing m_standing;
};

}  // namespace engine::train
