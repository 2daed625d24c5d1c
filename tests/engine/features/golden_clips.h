#pragma once
#include <QtTest>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/audio/audio_file.h"
#include "engine/core/csv.h"
#include "engine/core/json.h"
#include "engine/core/npy.h"
#include "engine/features/matrix.h"

#include <fstream>

/// The clips and golden values of the reference data: made with librosa 0.10.2 (zeropad) and 0.8.1 (table mode).
inline std::filesystem::path goldenFolder()
{
    return qEnvironmentVariable("TAGBENCH_REFERENCE", QStringLiteral(TAGBENCH_SOURCE_DIR "/../shared/reference")).toStdString() + "/features";
}

inline std::vector<std::string> goldenClips()
{
    return {"clip_classical_0159", "clip_country_0262", "clip_disco_0315", "clip_hiphop_0441"};
}

inline engine::Json goldenJson(const std::string& clip, const std::string& name)
{
    std::ifstream file(goldenFolder() / clip / name);
    return engine::Json::parse(file);
}

inline engine::features::Matrix goldenMatrix(const std::string& clip, const std::string& name)
{
    const auto array = engine::readNpy(goldenFolder() / clip / name);
    engine::features::Matrix matrix(array.shape[0], array.shape[1]);
    for (std::size_t i = 0; i < array.values.size(); ++i) matrix.values[i] = static_cast<float>(array.values[i]);
    return matrix;
}

inline std::vector<float> goldenSamples(const std::string& clip)
{
    return engine::audio::decodeMono(goldenFolder() / clip / "clip.flac", 22050, "soxr-hq").samples;
}

#define SKIP_WITHOUT_GOLDENS() \
    if (!std::filesystem::exists(goldenFolder() / "golden_index.csv")) QSKIP("the reference data is not here; set TAGBENCH_REFERENCE to its folder")
