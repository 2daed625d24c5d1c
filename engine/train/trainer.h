#pragma once
#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/models/network.h"
#include "engine/neural/training.h"
#include "engine/train/training_checkpoint.h"

namespace engine::train
{

/// One training run: binary cross-entropy on the logits, Adam. What a batch does depends on (seed, epoch, batch) only:
/// dropout is seeded anew for each, so a run resumed after a kill computes what an undisturbed one does (bit for bit
/// with one thread).
class Trainer
{
public:
    Trainer(const neural::TrainConfig& config, neural::BatchSource& train, neural::BatchSource* valid,
            neural::EpochSink& sink, RunControl& control);
    neural::TrainOutcome run();

private:
    void startOrResume();
    void takeInitialState();
    void makeOptimiser();
    void setLearningRate(int epoch);
    neural::EpochReport runEpoch(int epoch);
    neural::PartOutput trainPart(int epoch);
    neural::PartOutput validPart(int epoch);
    torch::Tensor learn(const neural::HostBatch& batch);
    void setMode(bool learning);
    torch::Tensor inputOf(const neural::BatchSource& source, const neural::HostBatch& batch) const;
    torch::Tensor targetOf(const neural::HostBatch& batch) const;
    void finishEpoch(const neural::EpochReport& report);
    bool isStale() const;
    std::string stage(const char* part, int epoch) const;

    const neural::TrainConfig& m_config;
    neural::BatchSource& m_train;
    neural::BatchSource* m_valid;
    neural::EpochSink& m_sink;
    RunControl& m_control;
    torch::Device m_device;
    CheckpointFolder m_folder;
    std::shared_ptr<models::Network> m_network;
    std::unique_ptr<torch::optim::Adam> m_optimiser;
    std::vector<std::string> m_learnedNames;  ///< of the optimiser's parameters, in its order
    Standing m_standing;
};

}  // namespace engine::train
