#pragma once
#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/models/network.h"
#include "engine/neural/pretraining.h"
#include "engine/train/training_checkpoint.h"

namespace engine::train
{

/// One pre-training. As in Trainer, a batch depends on (seed, epoch, batch) only, so a resumed one goes on as if it had
/// not been interrupted.
class Pretrainer
{
public:
    Pretrainer(const neural::PretrainConfig& config, neural::BatchSource& pairs, neural::PretrainSink& sink,
               RunControl& control);
    neural::PretrainOutcome run();

private:
    struct Projections {
        torch::Tensor first, second;  ///< [pairs, projection]
    };

    void startOrResume();
    void makeProjector();
    void makeOptimiser();
    void writeRandom();
    void takeTensors(const std::vector<checkpoint::TensorBytes>& tensors);
    Projections projected(const neural::HostBatch& batch);
    neural::PretrainReport runEpoch(int epoch);
    void keep(int epoch);

    neural::PretrainConfig m_config;
    neural::BatchSource& m_pairs;
    neural::PretrainSink& m_sink;
    RunControl& m_control;
    torch::Device m_device;
    CheckpointFolder m_folder;
    std::shared_ptr<models::Network> m_network;
    torch::nn::Sequential m_projector{nullptr};
    std::unique_ptr<torch::optim::Adam> m_optimiser;
    std::vector<std::string> m_learnedNames;
    int m_epoch = 0;
};

}  // namespace engine::train
