#include <QtTest>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/state_names.h"

using namespace engine;
using Names = std::vector<std::string>;

namespace
{

std::vector<checkpoint::TensorBytes> named(const Names& names)
{
    std::vector<checkpoint::TensorBytes> tensors;
    for (const auto& name : names)
        tensors.push_back(checkpoint::floatTensor(name, {1}, {0}));
    return tensors;
}

}  // namespace

class tst_state_names : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWrapsANetworkIsCut_data()
    {
        QTest::addColumn<QStringList>("found");
        QTest::addColumn<QStringList>("plain");
        QTest::newRow("data-parallel training")
            << QStringList{"module.a.weight", "module.b"} << QStringList{"a.weight", "b"};
        QTest::newRow("encoder of a contrastive training")
            << QStringList{"model.encoder.sequential.0.0.weight", "model.encoder.fc.bias"}
            << QStringList{"sequential.0.0.weight", "fc.bias"};
        QTest::newRow("a prefix that only some have")
            << QStringList{"encoder.layer.0", "dense"} << QStringList{"encoder.layer.0", "dense"};
        QTest::newRow("newer fork") << QStringList{"spec.bn.weight", "spec.spec.mel_scale.fb"}
                                    << QStringList{"spec_bn.weight", "spec.mel_scale.fb"};
    }
    void whatWrapsANetworkIsCut()
    {
        QFETCH(QStringList, found);
        QFETCH(QStringList, plain);
        Names given, wanted;
        for (const auto& name : found)
            given.push_back(name.toStdString());
        for (const auto& name : plain)
            wanted.push_back(name.toStdString());
        QVERIFY(checkpoint::plainNames(named(given)) == wanted);
    }

    void teacherInAStudentsFileIsLeftOut()
    {
        checkpoint::CheckpointFile file;
        file.tensors = named({"state_dict.network.fc.weight", "state_dict.teacher.network.fc.weight",
                              "state_dict.teacher_model.fc.bias"});
        const auto tensors = checkpoint::networkTensors(file);
        QCOMPARE(tensors.size(), std::size_t{1});
        QCOMPARE(checkpoint::plainNames(tensors).front(), std::string("fc.weight"));
        file.tensors = named({"teacher.weight", "other.weight"});
        QCOMPARE(checkpoint::networkTensors(file).size(), std::size_t{2});
    }

    void storedFrontEndIsKnown()
    {
        for (const auto* name : {"spec.spectrogram.window", "spec.mel_scale.fb", "hstft.spec.window"})
            QVERIFY(checkpoint::isFrontEndBuffer(name));
        QVERIFY(!checkpoint::isFrontEndBuffer("spec_bn.weight"));
    }
};

QTEST_GUILESS_MAIN(tst_state_names)
#include "tst_state_names.moc"
