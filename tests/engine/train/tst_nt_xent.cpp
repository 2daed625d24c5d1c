#include "engine/train/nt_xent.h"

#include <QtTest>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "engine/checkpoint/safetensors.h"
#include "engine/models/state.h"

using namespace engine;
namespace fs = std::filesystem;

namespace
{

fs::path goldenFile()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models" /
           "golden" / "ntxent" / "ntxent.safetensors";
}

double farthest(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a - b).abs().max().item<double>();
}

}  // namespace

class tst_nt_xent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valueAndGradientsAreThoseOfTheOriginal_data()
    {
        if (!fs::exists(goldenFile())) QSKIP("reference data are absent");
        QTest::addColumn<QByteArray>("temperature");
        for (const auto* temperature : {"0.1", "0.5", "1.0"})
            QTest::newRow(temperature) << QByteArray(temperature);
    }
    void valueAndGradientsAreThoseOfTheOriginal()
    {
        QFETCH(QByteArray, temperature);
        std::map<std::string, torch::Tensor> golden;
        for (const auto& bytes : checkpoint::readSafetensors(goldenFile()).tensors)
            golden[bytes.name] = models::fromBytes(bytes);
        const auto key = "_t" + temperature.toStdString();
        auto first = golden.at("zi").clone().set_requires_grad(true);
        auto second = golden.at("zj").clone().set_requires_grad(true);
        const auto loss = train::ntXent(first, second, temperature.toDouble());
        loss.backward();
        QVERIFY(std::abs(loss.item<double>() - golden.at("loss" + key).item<double>()) < 1e-5);
        QVERIFY(farthest(first.grad(), golden.at("gzi" + key)) < 1e-5);
        QVERIFY(farthest(second.grad(), golden.at("gzj" + key)) < 1e-5);
    }

    void allInOnePointCannotBeToldApart()
    {
        const auto same = torch::ones({8, 4});
        QVERIFY(std::abs(train::ntXent(same, same, 0.5).item<double>() - std::log(15.0)) < 1e-5);
        QVERIFY(train::contrastOf(same, same).spread < 1e-6);
        QVERIFY(std::abs(train::contrastOf(same, same).positiveCosine - 1) < 1e-6);
    }

    /// log(e^(1/t) + 2N - 2) - 1/t
    void pairsAtRightAnglesHaveTheirClosedForm()
    {
        const auto axes = torch::eye(6);
        for (const double t : {0.1, 0.5, 1.0})
            QVERIFY(std::abs(train::ntXent(axes, axes, t).item<double>() - (std::log(std::exp(1 / t) + 10) - 1 / t)) < 1e-5);
    }

    void lengthsOfTheVectorsDoNotMatter()
    {
        torch::manual_seed(1);
        const auto a = torch::randn({5, 8}), b = torch::randn({5, 8});
        const auto scales = torch::rand({5, 1}) * 100 + 0.01;
        QVERIFY(std::abs((train::ntXent(a, b, 0.5) - train::ntXent(a * scales, b * 3, 0.5)).item<double>()) < 1e-5);
    }

    /// A normal distribution has no direction of its own: its unit vectors lie evenly.
    void evenlySpreadVectorsHaveASpreadOfOne()
    {
        torch::manual_seed(2);
        const auto contrast = train::contrastOf(torch::randn({2000, 64}), torch::randn({2000, 64}));
        QVERIFY(std::abs(contrast.spread - 1) < 0.01);
        QVERIFY(std::abs(contrast.positiveCosine) < 0.02);
    }
};

QTEST_GUILESS_MAIN(tst_nt_xent)
#include "tst_nt_xent.moc"
