<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>Attribution</name>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Where a network with attention looks, whatever the tag</source>
        <translation>Où regarde un réseau à attention, quelle que soit l’étiquette</translation>
    </message>
    <message>
        <source>Dark places were not looked at. Attention says where the network looked, not why it decided.</source>
        <translation>Les endroits sombres n’ont pas été regardés. L’attention dit où le réseau a regardé, pas pourquoi il a décidé.</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>What speaks for the tag in the maps of a convolution; quick and coarse</source>
        <translation>Ce qui parle pour l’étiquette dans les cartes d’une convolution ; rapide et grossier</translation>
    </message>
    <message>
        <source>Dark places did not matter.</source>
        <translation>Les endroits sombres n’ont pas compté.</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Gradients intégrés</translation>
    </message>
    <message>
        <source>How much of the answer each place of the input makes on the way from silence to the music; complete, and 33 passes or more</source>
        <translation>La part de la réponse que fait chaque endroit de l’entrée, du silence à la musique ; complet, en 33 passages ou plus</translation>
    </message>
    <message>
        <source>Bright places speak for the tag, compared with silence. What speaks against it is dark, too, and below 0 in the exported map.</source>
        <translation>Les endroits clairs parlent pour l’étiquette, par rapport au silence. Ce qui parle contre elle est sombre aussi, et en dessous de 0 dans la carte exportée.</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Occultation</translation>
    </message>
    <message>
        <source>What the tag loses when a place is covered, place after place; every network has it, and it takes long</source>
        <translation>Ce que perd l’étiquette quand un endroit est couvert, endroit après endroit ; possible avec chaque réseau, mais long</translation>
    </message>
    <message>
        <source>Covering a bright place costs the tag most. Where covering helps the tag the picture is dark, and the exported map below 0.</source>
        <translation>Couvrir un endroit clair coûte le plus à l’étiquette. Là où couvrir l’aide, l’image est sombre et la carte exportée en dessous de 0.</translation>
    </message>
    <message>
        <source>Contribution of each moment</source>
        <translation>Contribution de chaque instant</translation>
    </message>
    <message>
        <source>The probability of the tag if the last attention looked at one moment alone, moment after moment</source>
        <translation>La probabilité de l’étiquette si la dernière attention ne regardait qu’un instant, instant après instant</translation>
    </message>
    <message>
        <source>At a bright moment the network would give the tag if its last attention saw nothing else.</source>
        <translation>À un instant clair, le réseau donnerait l’étiquette si sa dernière attention ne voyait rien d’autre.</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>share of gain</source>
        <translation>part du gain</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>predicted class →</source>
        <translation>classe prédite →</translation>
    </message>
    <message>
        <source>tag given →</source>
        <translation>tag donné →</translation>
    </message>
    <message>
        <source>predicted class → (% of the row)</source>
        <translation>classe prédite → (% de la ligne)</translation>
    </message>
    <message>
        <source>tag given → (% of the row)</source>
        <translation>tag donné → (% de la ligne)</translation>
    </message>
    <message>
        <source>predicted class → (% of the column)</source>
        <translation>classe prédite → (% de la colonne)</translation>
    </message>
    <message>
        <source>tag given → (% of the column)</source>
        <translation>tag donné → (% de la colonne)</translation>
    </message>
    <message>
        <source>true class ↓</source>
        <translation>classe vraie ↓</translation>
    </message>
    <message>
        <source>true tag ↓</source>
        <translation>tag vrai ↓</translation>
    </message>
    <message>
        <source>ROC: true positive rate</source>
        <translation>ROC : taux de vrais positifs</translation>
    </message>
    <message>
        <source>false positive rate</source>
        <translation>taux de faux positifs</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>rappel</translation>
    </message>
    <message>
        <source>n/a: no track has this tag</source>
        <translation>s. o. : aucune piste n’a ce tag</translation>
    </message>
    <message>
        <source>n/a: every track has this tag</source>
        <translation>s. o. : toutes les pistes ont ce tag</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>hasard</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Confusion</translation>
    </message>
    <message>
        <source>Precision/recall</source>
        <translation>Précision/rappel</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Barres</translation>
    </message>
    <message>
        <source>%1 → %2: %3 tracks, %4 % of the row, %5 % of the column</source>
        <translation>%1 → %2 : %3 pistes, %4 % de la ligne, %5 % de la colonne</translation>
    </message>
    <message>
        <source>Truth in rows, prediction in columns</source>
        <translation>Vérité en lignes, prédiction en colonnes</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>époque</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>Loss (binary cross-entropy)</source>
        <translation>Perte (entropie croisée binaire)</translation>
    </message>
    <message>
        <source>ROC-AUC, macro mean</source>
        <translation>ROC-AUC, moyenne macro</translation>
    </message>
    <message>
        <source>share of the labels</source>
        <translation>part des étiquettes</translation>
    </message>
    <message>
        <source>guessing</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>Map of tracks</source>
        <translation>Carte des pistes</translation>
    </message>
    <message>
        <source>others</source>
        <translation>autres</translation>
    </message>
    <message>
        <source>%1: %2 of %3 tracks, ROC-AUC %4, average precision %5</source>
        <translation>%1 : %2 pistes sur %3, ROC-AUC %4, précision moyenne %5</translation>
    </message>
    <message>
        <source>ROC-AUC and average precision with 95 % intervals for each tag</source>
        <translation>ROC-AUC et précision moyenne avec intervalles à 95 % pour chaque tag</translation>
    </message>
    <message>
        <source>chosen plan</source>
        <translation>plan choisi</translation>
    </message>
    <message>
        <source>artists apart</source>
        <translation>artistes séparés</translation>
    </message>
    <message>
        <source>ROC-AUC on the test part, macro mean</source>
        <translation>ROC-AUC sur la partie test, moyenne macro</translation>
    </message>
    <message>
        <source>Average precision on the test part, macro mean</source>
        <translation>Précision moyenne sur la partie test, moyenne macro</translation>
    </message>
    <message>
        <source>labelled tracks</source>
        <translation>morceaux étiquetés</translation>
    </message>
    <message>
        <source>ROC-AUC on the validation part</source>
        <translation>ROC-AUC sur la partie de validation</translation>
    </message>
    <message>
        <source>Average precision on the validation part</source>
        <translation>Précision moyenne sur la partie de validation</translation>
    </message>
    <message>
        <source>ROC-AUC, mean over tags and seeds</source>
        <translation>ROC-AUC, moyenne des étiquettes et des graines</translation>
    </message>
    <message>
        <source>Average precision, mean over tags and seeds</source>
        <translation>Précision moyenne, moyenne des étiquettes et des graines</translation>
    </message>
    <message>
        <source>all codes alike</source>
        <translation>tous les codes égaux</translation>
    </message>
    <message>
        <source>how often each occurs</source>
        <translation>fréquence de chacun</translation>
    </message>
    <message>
        <source>the code before known</source>
        <translation>code précédent connu</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>le modèle</translation>
    </message>
    <message>
        <source>Nats a code on held-out tracks; lower is better</source>
        <translation>Nats par code sur des pistes mises de côté ; moins, c’est mieux</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>poids</translation>
    </message>
    <message>
        <source>untrained, as a network starts</source>
        <translation>non entraîné, comme un réseau commence</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>appris</translation>
    </message>
    <message>
        <source>bands</source>
        <translation>bandes</translation>
    </message>
    <message>
        <source>frequency in kHz</source>
        <translation>fréquence en kHz</translation>
    </message>
    <message>
        <source>note in Hz</source>
        <translation>note en Hz</translation>
    </message>
    <message>
        <source>Bandwidth in Hz over the centre of a filter</source>
        <translation>Largeur de bande en Hz selon le centre du filtre</translation>
    </message>
    <message>
        <source>a bin</source>
        <translation>un point</translation>
    </message>
    <message>
        <source>changes a second (Hz)</source>
        <translation>variations par seconde (Hz)</translation>
    </message>
    <message>
        <source>time in s</source>
        <translation>temps en s</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>filtres</translation>
    </message>
    <message>
        <source>They span all %1 bands, so a row is a frequency of the preset %2.</source>
        <translation>Ils couvrent les %1 bandes : une ligne est une fréquence du préréglage %2.</translation>
    </message>
    <message>
        <source>They slide over the %1 bands of the preset %2: the lowest row lies anywhere from %3 to %4.</source>
        <translation>Ils glissent sur les %1 bandes du préréglage %2 : la ligne la plus basse se place n&apos;importe où de %3 à %4.</translation>
    </message>
    <message>
        <source>Q is %1 (it starts at 1): the filter at 440 Hz is %2 wide, %3 at the start.</source>
        <translation>Q vaut %1 (il commence à 1) : le filtre à 440 Hz est large de %2, de %3 au départ.</translation>
    </message>
    <message>
        <source>%1 of %2 filters are so narrow that no bin of the spectrum lies in them (bins are %3 apart): they hear nothing.</source>
        <translation>%1 filtres sur %2 sont si étroits qu&apos;aucun point du spectre n&apos;y tombe (les points sont espacés de %3) : ils n&apos;entendent rien.</translation>
    </message>
    <message>
        <source>Waveform, %1 samples</source>
        <translation>Forme d&apos;onde, %1 échantillons</translation>
    </message>
    <message>
        <source>Time, %1 frames</source>
        <translation>Temps, %1 trames</translation>
    </message>
    <message>
        <source>Timbre, %1 bands x %2 frames</source>
        <translation>Timbre, %1 bandes x %2 trames</translation>
    </message>
    <message>
        <source>%1 bands x %2 frames</source>
        <translation>%1 bandes x %2 trames</translation>
    </message>
    <message>
        <source>Harmonic filters</source>
        <translation>Filtres harmoniques</translation>
    </message>
    <message>
        <source>Note of %1: its filter is %2 wide, that of harmonic %3 at %4 is %5 wide</source>
        <translation>Note de %1 : son filtre est large de %2, celui de l&apos;harmonique %3 à %4 est large de %5</translation>
    </message>
    <message>
        <source>Filter %1: all weights are 0</source>
        <translation>Filtre %1 : tous les poids sont nuls</translation>
    </message>
    <message>
        <source>Filter %1: peak at %2, %3 dB there; strength %4</source>
        <translation>Filtre %1 : maximum à %2, %3 dB à cet endroit ; force %4</translation>
    </message>
    <message>
        <source>Filter %1: answers most to %2 changes a second (%3 a minute), %4 dB there; strength %5</source>
        <translation>Filtre %1 : répond le plus à %2 variations par seconde (%3 par minute), %4 dB à cet endroit ; force %5</translation>
    </message>
    <message>
        <source>Filter %1: strongest at %2 (band %3 of %4); strength %5</source>
        <translation>Filtre %1 : le plus fort à %2 (bande %3 sur %4) ; force %5</translation>
    </message>
    <message>
        <source>Filter %1: strongest in band %2 of its %3; strength %4</source>
        <translation>Filtre %1 : le plus fort dans la bande %2 de ses %3 ; force %4</translation>
    </message>
    <message>
        <source>Frequency response of %1 kernels of %2 samples at %3, a row each, in dB below its own peak.</source>
        <translation>Réponse en fréquence de %1 noyaux de %2 échantillons à %3, une ligne chacun, en dB sous son propre maximum.</translation>
    </message>
    <message>
        <source>Dashed: half the rate that is left after the stride of %1; what lies above folds down below it.</source>
        <translation>En tirets : la moitié de la fréquence qui reste après le pas de %1 ; ce qui se trouve au-dessus se replie en dessous.</translation>
    </message>
    <message>
        <source>%1 kernels over time, on each band alone: left the weights, right how much of each rate of change passes (2 Hz = 120 beats a minute).</source>
        <translation>%1 noyaux dans le temps, sur chaque bande seule : à gauche les poids, à droite ce qui passe de chaque vitesse de variation (2 Hz = 120 battements par minute).</translation>
    </message>
    <message>
        <source>%1 kernels over time, on the mean of the bands: left the weights, right how much of each rate of change passes (2 Hz = 120 beats a minute).</source>
        <translation>%1 noyaux dans le temps, sur la moyenne des bandes : à gauche les poids, à droite ce qui passe de chaque vitesse de variation (2 Hz = 120 battements par minute).</translation>
    </message>
    <message>
        <source>%1 kernels of %2 bands (upwards) by %3 frames (to the right, %4 s), each by its own largest weight.</source>
        <translation>%1 noyaux de %2 bandes (vers le haut) par %3 trames (vers la droite, %4 s), chacun selon son plus grand poids.</translation>
    </message>
    <message>
        <source>The strongest first.</source>
        <translation>Les plus forts d&apos;abord.</translation>
    </message>
    <message>
        <source>In the order of the weights.</source>
        <translation>Dans l&apos;ordre des poids.</translation>
    </message>
    <message>
        <source>Sorted by the frequency they answer to most (the line).</source>
        <translation>Triés selon la fréquence à laquelle ils répondent le plus (la ligne).</translation>
    </message>
    <message>
        <source>Sorted by the band they answer to most.</source>
        <translation>Triés selon la bande à laquelle ils répondent le plus.</translation>
    </message>
    <message>
        <source>The kernels alone: the normalisation after them moves no peak.</source>
        <translation>Les noyaux seuls : la normalisation qui suit ne déplace aucun maximum.</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Tracks that have the tag %1</source>
        <translation>Pistes qui ont le tag %1</translation>
    </message>
    <message>
        <source>Tracks given the tag %1 at the threshold %2</source>
        <translation>Pistes qui reçoivent le tag %1 au seuil %2</translation>
    </message>
    <message>
        <source>True class %1, predicted class %2</source>
        <translation>Classe vraie %1, classe prédite %2</translation>
    </message>
    <message>
        <source>Have the tag %1, were given the tag %2</source>
        <translation>Ont le tag %1, ont reçu le tag %2</translation>
    </message>
</context>
<context>
    <name>ClassicModel</name>
    <message>
        <source>k-means baseline</source>
        <translation>k-moyennes (référence)</translation>
    </message>
    <message>
        <source>k nearest neighbours</source>
        <translation>k plus proches voisins</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>Régression logistique</translation>
    </message>
    <message>
        <source>Naive Bayes</source>
        <translation>Bayes naïf</translation>
    </message>
    <message>
        <source>Support vectors, linear</source>
        <translation>Vecteurs de support, linéaire</translation>
    </message>
    <message>
        <source>Support vectors, radial</source>
        <translation>Vecteurs de support, radial</translation>
    </message>
    <message>
        <source>Decision tree</source>
        <translation>Arbre de décision</translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation>Forêt aléatoire</translation>
    </message>
    <message>
        <source>Extra trees</source>
        <translation>Arbres extra-aléatoires</translation>
    </message>
    <message>
        <source>Gradient boosting</source>
        <translation>Boosting de gradient</translation>
    </message>
    <message>
        <source>Perceptron</source>
        <translation>Perceptron</translation>
    </message>
    <message>
        <source>Soft vote</source>
        <translation>Vote pondéré</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>Empty</source>
        <translation>Vide</translation>
    </message>
    <message>
        <source>Not audio</source>
        <translation>Pas de l’audio</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>Coupé</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Endommagé</translation>
    </message>
    <message>
        <source>No audio inside</source>
        <translation>Pas d’audio dedans</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Accès refusé</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Manquant</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Modifié entre-temps</translation>
    </message>
    <message>
        <source>No space left</source>
        <translation>Plus de place</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Lecture seule</translation>
    </message>
    <message>
        <source>Bad row</source>
        <translation>Ligne fautive</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>Ne convient pas</translation>
    </message>
    <message>
        <source>Not supported</source>
        <translation>Non pris en charge</translation>
    </message>
    <message>
        <source>Impossible format</source>
        <translation>Format impossible</translation>
    </message>
    <message>
        <source>Not a number</source>
        <translation>Pas un nombre</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>Trop court</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Trop grand</translation>
    </message>
    <message>
        <source>Not a plain file</source>
        <translation>Pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>Links in a circle</source>
        <translation>Liens en boucle</translation>
    </message>
    <message>
        <source>Outside the library</source>
        <translation>Hors de la bibliothèque</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Occupé</translation>
    </message>
    <message>
        <source>Unsafe</source>
        <translation>Dangereux</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Wrong value</source>
        <translation>Valeur fautive</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>Erreur interne</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Équilibre</translation>
    </message>
    <message>
        <source>Every class has %1 rows. Accuracy and macro recall are the same here.</source>
        <translation>Chaque classe a %1 lignes. Exactitude et rappel macro sont ici la même chose.</translation>
    </message>
    <message>
        <source>From %1 rows (%2) to %3 (%4).</source>
        <translation>De %1 lignes (%2) à %3 (%4).</translation>
    </message>
    <message>
        <source>Accuracy would be ruled by the large classes: let a macro measure decide.</source>
        <translation>Les grandes classes domineraient l&apos;exactitude : laissez décider une mesure macro.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissés de côté</translation>
    </message>
    <message>
        <source>%1 tracks without a class and %2 with more than one: a row has exactly one.</source>
        <translation>%1 morceaux sans classe et %2 qui en ont plusieurs : une ligne en a exactement une.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns to learn from, %3 classes.</source>
        <translation>%1 lignes, %2 colonnes à apprendre, %3 classes.</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>Valeurs manquantes</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Aucune.</translation>
    </message>
    <message>
        <source>%1, in %2. Each counts as the median of its column in the rows that are learnt from.</source>
        <translation>%1, dans %2. Chacune compte comme la médiane de sa colonne parmi les lignes apprises.</translation>
    </message>
    <message>
        <source>Constant columns</source>
        <translation>Colonnes constantes</translation>
    </message>
    <message>
        <source>%1. They say nothing; leave them out.</source>
        <translation>%1. Elles ne disent rien ; laissez-les de côté.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doublons</translation>
    </message>
    <message>
        <source>No two rows are equal.</source>
        <translation>Toutes les lignes sont différentes.</translation>
    </message>
    <message numerus="yes">
        <source>%n sets of rows that are equal in every column (rows from 0): %1. Spread over random folds they are answered by heart; keep duplicates together.</source>
        <translation>
            <numerusform>%n groupe de lignes égales dans chaque colonne (lignes à partir de 0) : %1. Répandues sur des plis au hasard, le modèle y répond par cœur ; gardez les doublons ensemble.</numerusform>
            <numerusform>%n groupes de lignes égales dans chaque colonne (lignes à partir de 0) : %1. Répandues sur des plis au hasard, le modèle y répond par cœur ; gardez les doublons ensemble.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them carry more than one class: no model can have them all right.</source>
        <translation>
            <numerusform>%n d&apos;entre eux porte plusieurs classes : aucun modèle ne peut tout avoir juste.</numerusform>
            <numerusform>%n d&apos;entre eux portent plusieurs classes : aucun modèle ne peut tout avoir juste.</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Groupes</translation>
    </message>
    <message>
        <source>%1 groups are known: folds can keep each on one side.</source>
        <translation>%1 groupes sont connus : les plis peuvent garder chacun d&apos;un seul côté.</translation>
    </message>
    <message>
        <source>The table does not say which rows are of one artist. Random folds put songs of an artist on both sides, so scores are higher than those for new artists.</source>
        <translation>Le tableau ne dit pas quelles lignes sont d&apos;un même artiste. Des plis au hasard mettent ses chansons des deux côtés : les scores dépassent ceux pour de nouveaux artistes.</translation>
    </message>
</context>
<context>
    <name>JobName</name>
    <message>
        <source>Scan music</source>
        <translation>Analyse des dossiers</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Démonstration</translation>
    </message>
    <message>
        <source>Prepare melgrams</source>
        <translation>Calcul des melgrammes</translation>
    </message>
    <message>
        <source>Make split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Predict tags</source>
        <translation>Prédiction des tags</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Estimate a training</source>
        <translation>Estimer un entraînement</translation>
    </message>
    <message>
        <source>Import tags</source>
        <translation>Importation de tags</translation>
    </message>
    <message>
        <source>Clean tags</source>
        <translation>Nettoyage des tags</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>Rééchantillonnage</translation>
    </message>
    <message>
        <source>Remove melgrams</source>
        <translation>Suppression de melgrammes</translation>
    </message>
    <message>
        <source>Write tags</source>
        <translation>Écriture des tags</translation>
    </message>
    <message>
        <source>Take written tags back</source>
        <translation>Reprise des tags écrits</translation>
    </message>
    <message>
        <source>Look for leaks</source>
        <translation>Chercher les fuites</translation>
    </message>
    <message>
        <source>Measure distances of tags</source>
        <translation>Mesurer les distances des tags</translation>
    </message>
    <message>
        <source>Recipe MSD500</source>
        <translation>Recette MSD500</translation>
    </message>
    <message>
        <source>Analyse a folder</source>
        <translation>Analyser un dossier</translation>
    </message>
    <message>
        <source>Try many settings</source>
        <translation>Essayer des réglages</translation>
    </message>
    <message>
        <source>Learn without labels</source>
        <translation>Apprendre sans étiquettes</translation>
    </message>
    <message>
        <source>Train a student</source>
        <translation>Entraîner un élève</translation>
    </message>
    <message>
        <source>Probe encoders</source>
        <translation>Sonder des encodeurs</translation>
    </message>
    <message>
        <source>Explain a prediction</source>
        <translation>Expliquer une prédiction</translation>
    </message>
    <message>
        <source>Hand-made features</source>
        <translation>Descripteurs calculés</translation>
    </message>
    <message>
        <source>Compare classic models</source>
        <translation>Comparer des modèles classiques</translation>
    </message>
    <message>
        <source>Fit the final classic model</source>
        <translation>Ajuster le modèle classique final</translation>
    </message>
    <message>
        <source>Predict with a classic model</source>
        <translation>Prédire avec un modèle classique</translation>
    </message>
    <message>
        <source>Index for search</source>
        <translation>Index de recherche</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Importer un modèle</translation>
    </message>
    <message>
        <source>Export a model</source>
        <translation>Exporter un modèle</translation>
    </message>
    <message>
        <source>Fetch a model</source>
        <translation>Télécharger un modèle</translation>
    </message>
    <message>
        <source>Measure speed of models</source>
        <translation>Mesurer la vitesse des modèles</translation>
    </message>
    <message>
        <source>Export a run</source>
        <translation>Exporter un entraînement</translation>
    </message>
    <message>
        <source>Import a run</source>
        <translation>Importer un entraînement</translation>
    </message>
    <message>
        <source>Import word vectors</source>
        <translation>Importer des vecteurs de mots</translation>
    </message>
    <message>
        <source>Import play counts</source>
        <translation>Importer des écoutes</translation>
    </message>
    <message>
        <source>Learn taste from play counts</source>
        <translation>Apprendre les goûts des écoutes</translation>
    </message>
    <message>
        <source>Split for retrieval</source>
        <translation>Partition pour la recherche</translation>
    </message>
    <message>
        <source>Train word search</source>
        <translation>Entraîner la recherche par mots</translation>
    </message>
    <message>
        <source>Test word search</source>
        <translation>Tester la recherche par mots</translation>
    </message>
    <message>
        <source>Compare samplings</source>
        <translation>Comparer les tirages</translation>
    </message>
    <message>
        <source>Measure what a leak costs</source>
        <translation>Mesurer le coût d’une fuite</translation>
    </message>
    <message>
        <source>Listen for copies</source>
        <translation>Chercher les copies à l’écoute</translation>
    </message>
    <message>
        <source>Compare the stages</source>
        <translation>Comparer les étapes</translation>
    </message>
    <message>
        <source>Add tracks of a list</source>
        <translation>Ajouter les pistes d’une liste</translation>
    </message>
    <message>
        <source>Fetch audio</source>
        <translation>Apporter le son</translation>
    </message>
    <message>
        <source>Merge the vocabularies</source>
        <translation>Fusionner les vocabulaires</translation>
    </message>
    <message>
        <source>Compare ways to ask</source>
        <translation>Comparer les façons de demander</translation>
    </message>
    <message>
        <source>Learn from labels</source>
        <translation>Apprendre des réponses</translation>
    </message>
    <message>
        <source>Learn sound as a language</source>
        <translation>Apprendre le son comme langage</translation>
    </message>
    <message>
        <source>Play from codes</source>
        <translation>Refaire le son des codes</translation>
    </message>
    <message>
        <source>Write vectors</source>
        <translation>Écrire les vecteurs</translation>
    </message>
    <message>
        <source>Write codes</source>
        <translation>Écrire les codes</translation>
    </message>
    <message>
        <source>Check an explanation</source>
        <translation>Vérifier une explication</translation>
    </message>
    <message>
        <source>Nearest training examples</source>
        <translation>Exemples d’entraînement les plus proches</translation>
    </message>
</context>
<context>
    <name>JobState</name>
    <message>
        <source>queued</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrompu</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>The model is measured before the first label.</source>
        <translation>Le modèle est mesuré avant la première réponse.</translation>
    </message>
    <message>
        <source>What the labels buy cannot be measured: no validation track carries one of these tags, or all of them do. Tag some tracks of the validation part, in Library.</source>
        <translation>Ce que les réponses rapportent ne peut être mesuré&#xa0;: aucun morceau de validation ne porte une de ces étiquettes, ou tous les portent. Étiquetez des morceaux de la partie de validation, dans Bibliothèque.</translation>
    </message>
    <message>
        <source>Before the first label: ROC-AUC %1 on the validation part.</source>
        <translation>Avant la première réponse&#xa0;: ROC-AUC %1 sur la partie de validation.</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s): ROC-AUC %1 → %2, average precision %3 → %4.</source>
        <translation>
            <numerusform>%n réponse&#xa0;: ROC-AUC %1 → %2, précision moyenne %3 → %4.</numerusform>
            <numerusform>%n réponses&#xa0;: ROC-AUC %1 → %2, précision moyenne %3 → %4.</numerusform>
        </translation>
    </message>
    <message>
        <source>unsure %1&#xa0;%</source>
        <translation>hésite à %1&#xa0;%</translation>
    </message>
    <message>
        <source>%1, unlike %2&#xa0;%</source>
        <translation>%1, inédit à %2&#xa0;%</translation>
    </message>
    <message>
        <source>skip %1</source>
        <translation>passer %1</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>étiqueter %1</translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Take one track that has the tag and one that does not. ROC-AUC is how often the model scores the first one higher; equal scores count half. It does not depend on a threshold or on how rare the tag is.</source>
        <translation>Prenez une piste qui a le tag et une qui ne l’a pas. La ROC-AUC est la fréquence à laquelle le modèle note la première plus haut ; les notes égales comptent pour moitié. Elle ne dépend ni d’un seuil ni de la rareté du tag.</translation>
    </message>
    <message>
        <source>0.5</source>
        <translation>0,5</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Sort all tracks by the tag&apos;s score, best first. Average precision is the share of right tracks down the list, averaged over the places where a right one stands. Papers call it PR-AUC.</source>
        <translation>Triez toutes les pistes par la note du tag, la meilleure d’abord. La précision moyenne est la part de bonnes pistes en descendant la liste, moyennée sur les rangs où se trouve une bonne. Les articles l’appellent PR-AUC.</translation>
    </message>
    <message>
        <source>the share of tracks that have the tag</source>
        <translation>la part des pistes qui ont le tag</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>Intervalle à 95 %</translation>
    </message>
    <message>
        <source>With other test tracks of the same kind the value would move. In 95 of 100 such repetitions the interval holds the true value. Few tracks with the tag make it wide.</source>
        <translation>Avec d’autres pistes de test du même genre, la valeur bougerait. Dans 95 répétitions sur 100, l’intervalle contient la vraie valeur. Peu de pistes avec le tag le rendent large.</translation>
    </message>
    <message>
        <source>0.5 inside the interval: could be luck</source>
        <translation>0,5 dans l’intervalle : cela peut être de la chance</translation>
    </message>
    <message>
        <source>Better than chance</source>
        <translation>Mieux que le hasard</translation>
    </message>
    <message>
        <source>Yes, if even the lower end of the ROC-AUC interval is above 0.5. Not enough data, if fewer than two tracks have (or lack) the tag, or if so few stand in perfect order that no spread can be estimated.</source>
        <translation>Oui, si même la borne basse de l’intervalle de la ROC-AUC dépasse 0,5. Pas assez de données, si moins de deux pistes ont (ou n’ont pas) le tag, ou si elles sont si peu nombreuses et si bien ordonnées qu’aucune dispersion ne peut être estimée.</translation>
    </message>
    <message>
        <source>about 1 tag in 40 by luck</source>
        <translation>environ 1 tag sur 40 par chance</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>A tag is given to a track when its score reaches the threshold. It is the score with the best F1 on the validation tracks; the test tracks shown here had no part in choosing it.</source>
        <translation>Un tag est donné à une piste quand sa note atteint le seuil. C’est la note qui donne le meilleur F1 sur les pistes de validation ; les pistes de test montrées ici n’ont pas servi à le choisir.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Of the tracks that were given the tag, the share that really have it.</source>
        <translation>Parmi les pistes qui ont reçu le tag, la part de celles qui l’ont vraiment.</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Of the tracks that really have the tag, the share that was found.</source>
        <translation>Parmi les pistes qui ont vraiment le tag, la part de celles qui ont été trouvées.</translation>
    </message>
    <message>
        <source>the share of tracks that are given the tag</source>
        <translation>la part des pistes qui reçoivent le tag</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>One number for precision and recall (their harmonic mean): high only if both are high.</source>
        <translation>Un seul nombre pour la précision et le rappel (leur moyenne harmonique) : élevé seulement si les deux le sont.</translation>
    </message>
    <message>
        <source>Macro mean</source>
        <translation>Moyenne macro</translation>
    </message>
    <message>
        <source>The plain mean over tags: a rare tag counts as much as a common one. Tags without a value are left out and named.</source>
        <translation>La moyenne simple sur les tags : un tag rare compte autant qu’un tag courant. Les tags sans valeur sont laissés de côté et nommés.</translation>
    </message>
    <message>
        <source>0.5 for ROC-AUC</source>
        <translation>0,5 pour la ROC-AUC</translation>
    </message>
    <message>
        <source>Micro mean</source>
        <translation>Moyenne micro</translation>
    </message>
    <message>
        <source>All track and tag pairs in one pot: common tags count more.</source>
        <translation>Tous les couples piste et tag mis ensemble : les tags courants comptent davantage.</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>Courbe ROC</translation>
    </message>
    <message>
        <source>Every point is a threshold, from strict (left) to lenient (right). Upwards: more of the tracks that have the tag are found. To the right: more of those that lack it are given it by mistake. The area under the curve is ROC-AUC.</source>
        <translation>Chaque point est un seuil, de strict (à gauche) à souple (à droite). Vers le haut : davantage de pistes qui ont le tag sont trouvées. Vers la droite : davantage de celles qui ne l’ont pas le reçoivent par erreur. L’aire sous la courbe est la ROC-AUC.</translation>
    </message>
    <message>
        <source>the dashed diagonal</source>
        <translation>la diagonale en tirets</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Précision et rappel</translation>
    </message>
    <message>
        <source>Every point is a threshold, from strict (left) to lenient (right). To the right: more of the tracks that have the tag are found. Upwards: fewer of the tracks that are given the tag lack it. The ring is the threshold in use.</source>
        <translation>Chaque point est un seuil, de strict (à gauche) à souple (à droite). Vers la droite : davantage de pistes qui ont le tag sont trouvées. Vers le haut : moins de pistes reçoivent le tag sans l’avoir. L’anneau est le seuil utilisé.</translation>
    </message>
    <message>
        <source>the dashed level, the share of tracks that have the tag</source>
        <translation>le niveau en tirets, la part des pistes qui ont le tag</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>Rows: the class a track has. Columns: the class the model named. The diagonal is right; a bright cell off it is a pair of classes the model mixes up.</source>
        <translation>Lignes : la classe de la piste. Colonnes : la classe nommée par le modèle. La diagonale est juste ; une case claire hors d’elle est une paire de classes que le modèle confond.</translation>
    </message>
    <message>
        <source>Tag confusion</source>
        <translation>Confusion des tags</translation>
    </message>
    <message>
        <source>Rows: tracks that truly have a tag. Columns: which tags they were given. Tags that often go together in music are bright off the diagonal too, so not every such cell is a mistake.</source>
        <translation>Lignes : les pistes qui ont vraiment un tag. Colonnes : les tags qu’elles ont reçus. Les tags qui vont souvent ensemble dans la musique sont clairs aussi hors de la diagonale ; une telle case n’est donc pas toujours une erreur.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Each point is a track; tracks whose tag scores are alike lie close together (t-SNE). Neighbourhoods mean something, distances between far groups do not.</source>
        <translation>Chaque point est une piste ; les pistes dont les notes de tags se ressemblent sont proches (t-SNE). Les voisinages ont un sens, les distances entre groupes éloignés n’en ont pas.</translation>
    </message>
    <message>
        <source>By chance: %1.</source>
        <translation>Par hasard : %1.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>The settings in %1 cannot be read; the defaults are used.</source>
        <translation>Les paramètres de %1 sont illisibles ; les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
        <source>The settings could not be read. They are kept as %1; the defaults are used.</source>
        <translation>Les paramètres étaient illisibles. Ils sont conservés sous %1 ; les valeurs par défaut sont utilisées.</translation>
    </message>
</context>
<context>
    <name>Remaining</name>
    <message>
        <source>less than a minute left</source>
        <translation>moins d’une minute restante</translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>encore %n min</numerusform>
            <numerusform>encore %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation>
            <numerusform>encore %n h</numerusform>
            <numerusform>encore %n h</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Tag report · run %1</source>
        <translation>Rapport de tags · essai %1</translation>
    </message>
    <message>
        <source>%1, evaluated track by track on %2 tracks of the %3 part of split %4, which took no part in training.</source>
        <translation>%1, évalué piste par piste sur %2 pistes de la partie %3 du découpage %4, qui n’a pas servi à l’entraînement.</translation>
    </message>
    <message>
        <source>ROC-AUC, mean over tags</source>
        <translation>ROC-AUC, moyenne sur les tags</translation>
    </message>
    <message>
        <source>average precision, mean over tags</source>
        <translation>précision moyenne, moyenne sur les tags</translation>
    </message>
    <message>
        <source>ROC-AUC, all pairs pooled</source>
        <translation>ROC-AUC, toutes les paires réunies</translation>
    </message>
    <message>
        <source>average precision, all pairs pooled</source>
        <translation>précision moyenne, toutes les paires réunies</translation>
    </message>
    <message>
        <source>Left out of every mean, because all tracks are alike for them: %1.</source>
        <translation>Exclus de toutes les moyennes, car toutes les pistes y sont semblables : %1.</translation>
    </message>
    <message>
        <source>By kind of tag</source>
        <translation>Par genre de tag</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Genre de tag</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>with a value</source>
        <translation>avec une valeur</translation>
    </message>
    <message>
        <source>better than chance</source>
        <translation>mieux que le hasard</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Every tag</source>
        <translation>Tous les tags</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Positives</source>
        <translation>Positifs</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>IC à 95 %</translation>
    </message>
    <message>
        <source>Better than chance</source>
        <translation>&gt; hasard</translation>
    </message>
    <message>
        <source>Avg. precision</source>
        <translation>Préc. moy.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Every threshold at once</source>
        <translation>Tous les seuils à la fois</translation>
    </message>
    <message>
        <source>How it learned</source>
        <translation>Comment il a appris</translation>
    </message>
    <message>
        <source>Training and validation after every epoch.</source>
        <translation>Entraînement et validation après chaque époque.</translation>
    </message>
    <message>
        <source>The weights of epoch %1 were kept.</source>
        <translation>Les poids de l’époque %1 ont été gardés.</translation>
    </message>
    <message>
        <source>Which classes are mixed up: %1</source>
        <translation>Quelles classes sont confondues : %1</translation>
    </message>
    <message>
        <source>Which tags go together</source>
        <translation>Quels tags vont ensemble</translation>
    </message>
    <message>
        <source>The %1 tags with most tracks; JSON holds all.</source>
        <translation>Les %1 tags qui ont le plus de pistes ; le JSON les contient tous.</translation>
    </message>
    <message>
        <source>The map</source>
        <translation>La carte</translation>
    </message>
    <message>
        <source>Track by track</source>
        <translation>Piste par piste</translation>
    </message>
    <message>
        <source>The first %1 of %2; JSON holds all.</source>
        <translation>Les %1 premiers sur %2 ; le JSON les contient tous.</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Piste</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Prédit</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Vérité</translation>
    </message>
    <message>
        <source>How to repeat it</source>
        <translation>Comment le refaire</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Artists</source>
        <translation>Artistes</translation>
    </message>
    <message>
        <source>Tags given</source>
        <translation>Tags donnés</translation>
    </message>
    <message>
        <source>en</source>
        <comment>The code of this language, as fr</comment>
        <translation>fr</translation>
    </message>
    <message>
        <source>ROC curves</source>
        <translation>Courbes ROC</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Précision et rappel</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>ROC-AUC while learning</source>
        <translation>ROC-AUC pendant l’entraînement</translation>
    </message>
    <message>
        <source>Tags together</source>
        <translation>Tags ensemble</translation>
    </message>
    <message>
        <source>Confusion: %1</source>
        <translation>Confusion : %1</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>%1 tracks, mapped by their timbre</source>
        <translation>%1 pistes, placées selon leur timbre</translation>
    </message>
    <message>
        <source>%1 tracks, tagged by %2</source>
        <translation>%1 pistes, étiquetées par %2</translation>
    </message>
    <message>
        <source>Folder report · %1</source>
        <translation>Rapport de dossier · %1</translation>
    </message>
    <message>
        <source>The files carry too few tags to learn from, and the workspace has no model yet. So the tracks are laid out by how they sound: tracks close together have a similar timbre. Import a table of tags, or a published model, to get words.</source>
        <translation>Les fichiers portent trop peu de tags pour apprendre, et l’espace de travail n’a pas encore de modèle. Les pistes sont donc disposées selon leur son : celles qui sont proches ont un timbre semblable. Importez une table de tags, ou un modèle publié, pour obtenir des mots.</translation>
    </message>
    <message>
        <source>The files carry too few tags to learn from, so run %1 of this workspace tagged them. Nothing here was checked against true tags: a model does well on music like that it learned from.</source>
        <translation>Les fichiers portent trop peu de tags pour apprendre ; l’essai %1 de cet espace de travail les a donc étiquetés. Rien ici n’a été comparé à de vrais tags : un modèle réussit sur une musique semblable à celle qui l’a formé.</translation>
    </message>
    <message>
        <source>tracks</source>
        <translation>pistes</translation>
    </message>
    <message>
        <source>hours of music</source>
        <translation>heures de musique</translation>
    </message>
    <message>
        <source>tags found</source>
        <translation>tags trouvés</translation>
    </message>
    <message>
        <source>files refused</source>
        <translation>fichiers refusés</translation>
    </message>
    <message>
        <source>Tags found</source>
        <translation>Tags trouvés</translation>
    </message>
    <message>
        <source>Tracks that reach the threshold chosen for the tag on the model&apos;s validation tracks; a track can have several.</source>
        <translation>Pistes qui atteignent le seuil choisi pour le tag sur les pistes de validation du modèle ; une piste peut en avoir plusieurs.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Each point is a track; tracks of similar timbre lie close together (t-SNE of the mean and the spread of each mel band). Neighbourhoods mean something, distances between far groups do not.</source>
        <translation>Chaque point est une piste ; celles de timbre semblable sont proches (t-SNE de la moyenne et de l’écart de chaque bande mel). Les voisinages ont un sens, les distances entre groupes éloignés n’en ont pas.</translation>
    </message>
    <message>
        <source>Colours stand for the artist.</source>
        <translation>La couleur indique l’artiste.</translation>
    </message>
    <message>
        <source>Colours stand for the most probable tag.</source>
        <translation>La couleur indique le tag le plus probable.</translation>
    </message>
    <message>
        <source>Files refused</source>
        <translation>Fichiers refusés</translation>
    </message>
    <message>
        <source>They were left as they are. Each has its reason.</source>
        <translation>Ils ont été laissés tels quels. Chacun a sa raison.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Essai</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>tags better than chance</source>
        <translation>tags mieux que le hasard</translation>
    </message>
    <message>
        <source>✓ better than chance, × not, ? not enough data. The thin lines are 95 % intervals. The dashed line is what guessing reaches: 0.5 for ROC-AUC, the share of tracks with the tag for average precision.</source>
        <translation>✓ mieux que le hasard, × non, ? pas assez de données. Les traits fins sont des intervalles à 95 %. Le tireté est ce que donne le hasard : 0.5 pour la ROC-AUC, la part des pistes qui ont le tag pour la précision moyenne.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>TP / FP / FN / TN</source>
        <translation>VP / FP / FN / VN</translation>
    </message>
    <message>
        <source>Each line is a tag as its threshold falls from strict to lenient; the best, the middle and the worst by ROC-AUC are named. The dashed diagonal is guessing.</source>
        <translation>Chaque ligne est un tag dont le seuil passe de strict à tolérant ; le meilleur, le moyen et le pire selon la ROC-AUC sont nommés. La diagonale tiretée est le hasard.</translation>
    </message>
    <message>
        <source>%1 tracks, evenly thinned for drawing.</source>
        <translation>%1 pistes, éclaircies régulièrement pour le dessin.</translation>
    </message>
    <message>
        <source>The highest probabilities of each track; tags it truly has are bold.</source>
        <translation>Les plus fortes probabilités de chaque piste ; les tags qu’elle a vraiment sont en gras.</translation>
    </message>
    <message>
        <source>The highest probabilities of each track.</source>
        <translation>Les plus fortes probabilités de chaque piste.</translation>
    </message>
    <message>
        <source>Made by Tagbench %1 on %2.</source>
        <translation>Fait par Tagbench %1 le %2.</translation>
    </message>
    <message>
        <source>train</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>%1 of %2 tags better than chance</source>
        <translation>%1 tags sur %2 mieux que le hasard</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation>trop peu de cas</translation>
    </message>
    <message>
        <source>%1 of the %2 tracks of this part have no prediction and stand in no number.</source>
        <translation>%1 des %2 pistes de cette partie n’ont pas de prédiction et ne comptent dans aucun nombre.</translation>
    </message>
    <message>
        <source>Preset hash</source>
        <translation>Empreinte du préréglage</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Découpage</translation>
    </message>
    <message>
        <source>%1, part %2</source>
        <translation>%1, partie %2</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>Intervalles</translation>
    </message>
    <message>
        <source>DeLong, 95 %</source>
        <translation>DeLong, 95 %</translation>
    </message>
    <message>
        <source>bootstrap over tracks, 95 %</source>
        <translation>bootstrap sur les pistes, 95 %</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>LEAKING, worth nothing: %1</source>
        <translation>FUITE, sans valeur : %1</translation>
    </message>
</context>
<context>
    <name>RunSetting</name>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Tag types</source>
        <translation>Types de tags</translation>
    </message>
    <message>
        <source>Labels from</source>
        <translation>Étiquettes de</translation>
    </message>
    <message>
        <source>Least tracks</source>
        <translation>Pistes au moins</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>Les plus fréquents</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partir de</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Figé</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Décroissance des poids</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Évolution</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>Arrêt anticipé après</translation>
    </message>
    <message>
        <source>Windows a track</source>
        <translation>Fenêtres par piste</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>Warm-up epochs</source>
        <translation>Époques de montée</translation>
    </message>
    <message>
        <source>Epochs of Adam</source>
        <translation>Époques d’Adam</translation>
    </message>
    <message>
        <source>Epochs of a stage</source>
        <translation>Époques d’une étape</translation>
    </message>
    <message>
        <source>Backbone rate</source>
        <translation>Taux du tronc</translation>
    </message>
    <message>
        <source>Batches a step</source>
        <translation>Lots par pas</translation>
    </message>
    <message>
        <source>SpecAugment masks</source>
        <translation>Masques SpecAugment</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>Mixup</translation>
    </message>
    <message>
        <source>Gain, dB</source>
        <translation>Gain, dB</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Bruit</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Poids des classes</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision numérique</translation>
    </message>
    <message>
        <source>Faster precision, as measured</source>
        <translation>Précision la plus rapide, mesurée</translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>created</source>
        <translation>créé</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>entraîné</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrompu</translation>
    </message>
</context>
<context>
    <name>SweepTrials</name>
    <message>
        <source>Valid. ROC-AUC</source>
        <translation>ROC-AUC valid.</translation>
    </message>
</context>
<context>
    <name>TagEdits</name>
    <message>
        <source>add tag %1</source>
        <translation>l’ajout du tag %1</translation>
    </message>
    <message>
        <source>remove tag %1</source>
        <translation>le retrait du tag %1</translation>
    </message>
    <message numerus="yes">
        <source>add tag %1 to %n track(s)</source>
        <translation>
            <numerusform>ajouter le tag %1 à %n piste</numerusform>
            <numerusform>ajouter le tag %1 à %n pistes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove tag %1 from %n track(s)</source>
        <translation>
            <numerusform>retirer le tag %1 de %n piste</numerusform>
            <numerusform>retirer le tag %1 de %n pistes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>add %n tag(s)</source>
        <translation>
            <numerusform>l’ajout de %n tag</numerusform>
            <numerusform>l’ajout de %n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagSource</name>
    <message>
        <source>In the file</source>
        <translation>Dans le fichier</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Les vôtres</translation>
    </message>
</context>
<context>
    <name>TagType</name>
    <message>
        <source>genre</source>
        <translation>genre</translation>
    </message>
    <message>
        <source>subgenre</source>
        <translation>sous-genre</translation>
    </message>
    <message>
        <source>mood/theme</source>
        <translation>ambiance/thème</translation>
    </message>
    <message>
        <source>instrument</source>
        <translation>instrument</translation>
    </message>
    <message>
        <source>location</source>
        <translation>lieu</translation>
    </message>
    <message>
        <source>language</source>
        <translation>langue</translation>
    </message>
    <message>
        <source>era</source>
        <translation>époque</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>activité</translation>
    </message>
    <message>
        <source>descriptive</source>
        <translation>descriptif</translation>
    </message>
    <message>
        <source>emotion</source>
        <translation>émotion</translation>
    </message>
    <message>
        <source>numeric</source>
        <translation>numérique</translation>
    </message>
    <message>
        <source>junk</source>
        <translation>rebut</translation>
    </message>
    <message>
        <source>language/origin</source>
        <translation>langue/origine</translation>
    </message>
    <message>
        <source>user-defined</source>
        <translation>défini par l’utilisateur</translation>
    </message>
    <message>
        <source>top</source>
        <translation>principal</translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Macro recall</source>
        <translation>Rappel macro</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Macro precision</source>
        <translation>Précision macro</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>F1 macro</translation>
    </message>
    <message>
        <source>Macro ROC-AUC</source>
        <translation>ROC-AUC macro</translation>
    </message>
    <message>
        <source>Of the rows of each class, how many were found; the mean over classes, so that a small class counts as much as a large one. Offered first: a model that is to tag music should give the right class whenever a piece of it comes along, rather than be careful with its guesses.</source>
        <translation>Parmi les lignes de chaque classe, combien ont été trouvées ; moyenne sur les classes, pour qu&apos;une petite compte autant qu&apos;une grande. Proposé d&apos;abord : un modèle qui étiquette de la musique doit donner la bonne classe chaque fois qu&apos;un morceau se présente, plutôt que d&apos;être prudent.</translation>
    </message>
    <message>
        <source>How many rows got the right class. Large classes rule it where the classes are uneven.</source>
        <translation>Combien de lignes ont reçu la bonne classe. Les grandes classes la dominent si elles sont inégales.</translation>
    </message>
    <message>
        <source>Of the rows that were given each class, how many have it; the mean over classes. For those who would rather miss a piece than name it wrongly.</source>
        <translation>Parmi les lignes qui ont reçu chaque classe, combien l&apos;ont vraiment ; moyenne sur les classes. Pour qui préfère manquer un morceau que mal le nommer.</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall of each class; the mean over classes.</source>
        <translation>La moyenne harmonique de la précision et du rappel de chaque classe ; moyenne sur les classes.</translation>
    </message>
    <message>
        <source>How well the probabilities of each class put its rows before all others, whatever the threshold; the mean over classes.</source>
        <translation>À quel point les probabilités de chaque classe placent ses lignes avant toutes les autres, quel que soit le seuil ; moyenne sur les classes.</translation>
    </message>
</context>
<context>
    <name>colour_map</name>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Cividis (colour-blind safe)</source>
        <translation>Cividis (pour daltoniens)</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation>Turbo</translation>
    </message>
</context>
<context>
    <name>explore</name>
    <message>
        <source>tag vectors</source>
        <translation>vecteurs de tags</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>représentations</translation>
    </message>
    <message>
        <source>timbre</source>
        <translation>timbre</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>ACP</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 ou %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>pas %1</translation>
    </message>
    <message>
        <source>no artist</source>
        <translation>sans artiste</translation>
    </message>
    <message>
        <source>in no part</source>
        <translation>dans aucune part</translation>
    </message>
    <message>
        <source>cluster %1</source>
        <translation>groupe %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>, layer %1</source>
        <translation>, couche %1</translation>
    </message>
    <message>
        <source>, run %1</source>
        <translation>, entraînement %1</translation>
    </message>
    <message>
        <source>: perplexity %1, %2 iterations</source>
        <translation> : perplexité %1, %2 itérations</translation>
    </message>
    <message>
        <source>, KL %1</source>
        <translation>, KL %1</translation>
    </message>
    <message>
        <source>, seed %1</source>
        <translation>, graine %1</translation>
    </message>
    <message>
        <source>, part %1</source>
        <translation>, part %1</translation>
    </message>
    <message>
        <source>, filter %1</source>
        <translation>, filtre %1</translation>
    </message>
    <message>
        <source>#%1  %2 of %3, %4</source>
        <translation>#%1  %2 de %3, %4</translation>
    </message>
    <message>
        <source>stratified by genre</source>
        <translation>stratifié par genre</translation>
    </message>
    <message>
        <source>stratified by strongest tag</source>
        <translation>stratifié par tag le plus fort</translation>
    </message>
    <message>
        <source>Showing %1 of %2 tracks, %3.</source>
        <translation>%1 pistes montrées sur %2, %3.</translation>
    </message>
    <message>
        <source>no clusters</source>
        <translation>aucun groupe</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s)</source>
        <translation>
            <numerusform>%Ln autre</numerusform>
            <numerusform>%Ln autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s)</source>
        <translation>
            <numerusform>%Ln piste</numerusform>
            <numerusform>%Ln pistes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>features</name>
    <message>
        <source>Harmonic level</source>
        <translation>Niveau harmonique</translation>
    </message>
    <message>
        <source>Percussive level</source>
        <translation>Niveau percussif</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Temps</translation>
    </message>
    <message>
        <source>Smoothed chroma (CENS)</source>
        <translation>Chroma lissé (CENS)</translation>
    </message>
    <message>
        <source>Chroma</source>
        <translation>Chroma</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>Dynamique</translation>
    </message>
    <message>
        <source>Harmonic and percussive level</source>
        <translation>Niveaux harmonique et percussif</translation>
    </message>
    <message>
        <source>Harmonic waveform</source>
        <translation>Signal harmonique</translation>
    </message>
    <message>
        <source>Key and mode</source>
        <translation>Tonalité et mode</translation>
    </message>
    <message>
        <source>Timbre (MFCC)</source>
        <translation>Timbre (MFCC)</translation>
    </message>
    <message>
        <source>Onset strength</source>
        <translation>Force des attaques</translation>
    </message>
    <message>
        <source>Percussive waveform</source>
        <translation>Signal percussif</translation>
    </message>
    <message>
        <source>Loudness (RMS)</source>
        <translation>Intensité (RMS)</translation>
    </message>
    <message>
        <source>Spectral roll-off</source>
        <translation>Coupure spectrale</translation>
    </message>
    <message>
        <source>Spectral bandwidth</source>
        <translation>Largeur spectrale</translation>
    </message>
    <message>
        <source>Spectral centroid</source>
        <translation>Centroïde spectral</translation>
    </message>
    <message>
        <source>Spectral contrast</source>
        <translation>Contraste spectral</translation>
    </message>
    <message>
        <source>Spectral flatness</source>
        <translation>Platitude spectrale</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Zero-crossing rate</source>
        <translation>Taux de passages par zéro</translation>
    </message>
</context>
<context>
    <name>inspect</name>
    <message>
        <source>%1 Hz, chunks of %2 s every %3 s, mean over chunks</source>
        <translation>%1 Hz, extraits de %2 s toutes les %3 s, moyenne des extraits</translation>
    </message>
    <message>
        <source>own preset %1</source>
        <translation>préréglage personnel %1</translation>
    </message>
    <message>
        <source>%1 (run %2, %3)
%4</source>
        <translation>%1 (entraînement %2, %3)
%4</translation>
    </message>
    <message>
        <source>%1 at %2 of %3, model %4</source>
        <translation>%1 à %2 de %3, modèle %4</translation>
    </message>
    <message>
        <source>%1
heard just now, not stored</source>
        <translation>%1
écouté à l&apos;instant, non enregistré</translation>
    </message>
    <message>
        <source>Check: %1 as it is, %2 without the hottest tenth, %3 without a tenth by chance.</source>
        <translation>Contrôle : %1 tel quel, %2 sans le dixième le plus regardé, %3 sans un dixième pris au hasard.</translation>
    </message>
    <message>
        <source>This map does not explain the decision.</source>
        <translation>Cette carte n’explique pas la décision.</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>logit</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>de probabilité</translation>
    </message>
    <message>
        <source>of the most</source>
        <translation>du maximum</translation>
    </message>
    <message>
        <source>All places together: %1. From silence (logit %2) to the music (%3): %4; off by %5 % at most, %6 passes a window.</source>
        <translation>Tous les endroits ensemble : %1. Du silence (logit %2) à la musique (%3) : %4 ; écart de %5 % au plus, %6 passages par fenêtre.</translation>
    </message>
    <message>
        <source>Nothing it learned from is much like this track: %1 % of its validation and test tracks have something nearer (as a rule %2, here %3).</source>
        <translation>Rien de ce qu’il a appris ne ressemble vraiment à ce titre : %1 % de ses titres de validation et de test ont un voisin plus proche (en général %2, ici %3).</translation>
    </message>
    <message>
        <source>Nothing else here is much like this track: %1 % of the examples have another one nearer (as a rule %2, here %3).</source>
        <translation>Rien d’autre ici ne ressemble vraiment à ce titre : %1 % des exemples ont un autre exemple plus proche (en général %2, ici %3).</translation>
    </message>
    <message>
        <source>The nearest is at %3, nearer than that of %1 % of its validation and test tracks (as a rule %2).</source>
        <translation>Le plus proche est à %3, plus près que celui de %1 % de ses titres de validation et de test (en général %2).</translation>
    </message>
    <message>
        <source>The nearest is at %3, nearer than that of %1 % of the examples themselves (as a rule %2).</source>
        <translation>Le plus proche est à %3, plus près que celui de %1 % des exemples eux-mêmes (en général %2).</translation>
    </message>
    <message>
        <source>%1 learned from these: nearest of %2 in its last but one layer (cosine, 1 = alike).</source>
        <translation>%1 a appris de ceux-ci : les plus proches de %2 dans son avant-dernière couche (cosinus, 1 = pareil).</translation>
    </message>
    <message>
        <source>%1 was trained elsewhere: what it learned from is not here. Instead, nearest of %2 labelled tracks of your library in its last but one layer (cosine, 1 = alike).</source>
        <translation>%1 a été entraîné ailleurs : ce dont il a appris n’est pas ici. À la place, les plus proches de %2 titres étiquetés de votre bibliothèque dans son avant-dernière couche (cosinus, 1 = pareil).</translation>
    </message>
    <message>
        <source>✓ %1: on %2 of these %3, on %4 % of all.</source>
        <translation>✓ %1 : sur %2 de ces %3, sur %4 % de tous.</translation>
    </message>
    <message>
        <source>It learned from this very track, too; that is left out.</source>
        <translation>Il a aussi appris de ce titre même ; celui-ci est laissé de côté.</translation>
    </message>
    <message>
        <source>%1 (without %2 it has not listened to since)</source>
        <translation>%1 (sans %2 qu’il n’a pas réécoutés)</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>See and hear one track</source>
        <translation>Voir et entendre une piste</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
    <message>
        <source>Folders and tracks</source>
        <translation>Dossiers et pistes</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>The three doors: my music, a dataset, the demo</source>
        <translation>Les trois portes : ma musique, un jeu de données, la démonstration</translation>
    </message>
    <message>
        <source>What runs, waits and is done, with its log</source>
        <translation>Ce qui tourne, attend et est terminé, avec son journal</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>Train a model, watch it learn, compare runs</source>
        <translation>Entraîner un modèle, le regarder apprendre, comparer les entraînements</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Explorer</translation>
    </message>
    <message>
        <source>Tracks that are alike, on a map</source>
        <translation>Les pistes qui se ressemblent, sur une carte</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Évaluer</translation>
    </message>
    <message>
        <source>How good a model is, tag by tag, down to the tracks</source>
        <translation>La qualité d’un modèle, tag par tag, jusqu’aux pistes</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>What a run says, as PDF, HTML, CSV and JSON</source>
        <translation>Ce que dit un entraînement, en PDF, HTML, CSV et JSON</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Vocabulary, data sets, cleaning and splits</source>
        <translation>Vocabulaire, jeux de données, nettoyage et partitions</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Tracks by words and by similar tracks</source>
        <translation>Pistes par mots et par pistes semblables</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Architectures, published weights and weight files</source>
        <translation>Architectures, poids publiés et fichiers de poids</translation>
    </message>
    <message>
        <source>Retrieval</source>
        <translation>Repérage</translation>
    </message>
    <message>
        <source>Metric models: word and track in one space</source>
        <translation>Modèles métriques : mots et pistes dans un même espace</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Descripteurs</translation>
    </message>
    <message>
        <source>Hand-made features and classic models</source>
        <translation>Descripteurs faits main et modèles classiques</translation>
    </message>
    <message>
        <source>Few labels</source>
        <translation>Peu d’étiquettes</translation>
    </message>
    <message>
        <source>Learn without labels, and see what labels buy</source>
        <translation>Apprendre sans étiquettes, et voir ce qu’apportent les étiquettes</translation>
    </message>
    <message>
        <source>Label next</source>
        <translation>À étiqueter</translation>
    </message>
    <message>
        <source>The model asks, you answer: see what each label buys</source>
        <translation>Le modèle demande, vous répondez&#xa0;: voyez ce que chaque réponse rapporte</translation>
    </message>
</context>
<context>
    <name>probes</name>
    <message>
        <source>linear</source>
        <translation>linéaire</translation>
    </message>
    <message>
        <source>one hidden layer</source>
        <translation>une couche cachée</translation>
    </message>
    <message>
        <source>GRU over the windows</source>
        <translation>GRU sur les fenêtres</translation>
    </message>
    <message>
        <source>transformer over the windows</source>
        <translation>transformer sur les fenêtres</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>best of a grid</source>
        <translation>la meilleure d’une grille</translation>
    </message>
</context>
<context>
    <name>ticks</name>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
</context>
<context>
    <name>ui::AdvancedOptions</name>
    <message>
        <source>Rare tags count more</source>
        <translation>Les étiquettes rares comptent plus</translation>
    </message>
    <message>
        <source>Advanced options</source>
        <translation>Options avancées</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimiseur</translation>
    </message>
    <message>
        <source>AdamW keeps the weight decay apart from the gradient</source>
        <translation>AdamW sépare la décroissance des poids du gradient</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Échauffement</translation>
    </message>
    <message>
        <source>Epochs during which the learning rate rises from 0</source>
        <translation>Époques pendant lesquelles le taux d&apos;apprentissage monte depuis 0</translation>
    </message>
    <message>
        <source>Adam epochs</source>
        <translation>Époques d&apos;Adam</translation>
    </message>
    <message>
        <source>Of the staged schedule: epochs of Adam before the first stage of SGD</source>
        <translation>Du programme par étapes : époques d&apos;Adam avant la première étape de SGD</translation>
    </message>
    <message>
        <source>SGD epochs</source>
        <translation>Époques de SGD</translation>
    </message>
    <message>
        <source>Of the staged schedule: epochs at a rate of 1e-3 and at 1e-4; the last stage takes the rest</source>
        <translation>Du programme par étapes : époques au taux 1e-3 et au taux 1e-4 ; la dernière étape prend le reste</translation>
    </message>
    <message>
        <source>Backbone rate</source>
        <translation>Taux du tronc</translation>
    </message>
    <message>
        <source>Share of the learning rate for all but the last layer: in fine-tuning the new last layer should learn faster</source>
        <translation>Part du taux d&apos;apprentissage pour toutes les couches sauf la dernière : à l&apos;affinage, la nouvelle dernière couche doit apprendre plus vite</translation>
    </message>
    <message>
        <source>Batches a step</source>
        <translation>Lots par pas</translation>
    </message>
    <message>
        <source>Gradients of so many batches are added up: large steps with little memory</source>
        <translation>Les gradients d&apos;autant de lots sont additionnés : de grands pas avec peu de mémoire</translation>
    </message>
    <message>
        <source>Positive examples weigh as much as a tag has negatives for each of them, at most 20</source>
        <translation>Les exemples positifs pèsent autant que l&apos;étiquette a de négatifs pour chacun d&apos;eux, 20 au plus</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masques</translation>
    </message>
    <message>
        <source>So many stretches of time, and of bands, are hidden in each window (SpecAugment)</source>
        <translation>Autant de plages de temps, et de bandes, sont cachées dans chaque fenêtre (SpecAugment)</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>Mixup</translation>
    </message>
    <message>
        <source>Pairs of windows are mixed by a share from Beta(x, x); 0 = never, 0.4 is common</source>
        <translation>Des paires de fenêtres sont mélangées selon une part tirée de Beta(x, x) ; 0 = jamais, 0,4 est courant</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gain</translation>
    </message>
    <message>
        <source>Windows become louder or softer by up to so much</source>
        <translation>Les fenêtres deviennent plus fortes ou plus faibles, d&apos;autant au plus</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Bruit</translation>
    </message>
    <message>
        <source>White noise of this share of a window&apos;s deviation; 0.1 is mild</source>
        <translation>Bruit blanc de cette part de l&apos;écart type d&apos;une fenêtre ; 0,1 est léger</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>Advanced (%1 changed)</source>
        <translation>Avancé (%1 modifiés)</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the architecture&apos;s own dropout: 1 as published, 0 none; more against learning by heart</source>
        <translation>Part du dropout propre à l&apos;architecture : 1 comme publié, 0 aucun ; davantage contre l&apos;apprentissage par cœur</translation>
    </message>
    <message>
        <source>Optimiser, warm-up, stages, fine-tuning, precision and augmentation</source>
        <translation>Optimiseur, échauffement, étapes, affinage, précision et augmentation</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>Whichever is faster</source>
        <translation>La plus rapide</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision numérique</translation>
    </message>
    <message>
        <source>bf16 multiplies in half the bytes, which some processors and cards do faster; weights, loss and validation stay float32. &quot;Whichever is faster&quot; times a few steps on this machine first, so two machines may learn differently from one seed</source>
        <translation>bf16 multiplie sur moitié moins d&apos;octets, ce que certains processeurs et certaines cartes font plus vite ; les poids, la perte et la validation restent en float32. « La plus rapide » chronomètre d&apos;abord quelques pas sur cette machine : deux machines peuvent donc apprendre différemment à partir d&apos;une même graine</translation>
    </message>
</context>
<context>
    <name>ui::ArchitectureTableModel</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>waveform, %1 kHz</source>
        <translation>forme d&apos;onde, %1 kHz</translation>
    </message>
    <message>
        <source>melgram, %1 bands, %2 kHz</source>
        <translation>melgramme, %1 bandes, %2 kHz</translation>
    </message>
    <message>
        <source>low</source>
        <translation>faible</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>high</source>
        <translation>élevée</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>own terms</source>
        <translation>conditions propres</translation>
    </message>
    <message>
        <source>yes (%1)</source>
        <translation>oui (%1)</translation>
    </message>
    <message>
        <source>here only</source>
        <translation>ici seulement</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>audio</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>Name of the design</source>
        <translation>Nom de l&apos;architecture</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>What the network is given</source>
        <translation>Ce que le réseau reçoit</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Music in one window</source>
        <translation>Musique dans une fenêtre</translation>
    </message>
    <message>
        <source>Open source</source>
        <translation>Code ouvert</translation>
    </message>
    <message>
        <source>Whether the reference implementation may be used freely</source>
        <translation>Si l&apos;implémentation de référence peut être utilisée librement</translation>
    </message>
    <message>
        <source>Pretrained</source>
        <translation>Préentraînée</translation>
    </message>
    <message>
        <source>Weights that somebody published</source>
        <translation>Poids publiés par quelqu&apos;un</translation>
    </message>
    <message>
        <source>Implemented in</source>
        <translation>Implémentée en</translation>
    </message>
    <message>
        <source>Frameworks of public implementations; all run here natively</source>
        <translation>Environnements des implémentations publiques ; toutes tournent ici nativement</translation>
    </message>
    <message>
        <source>Complexity</source>
        <translation>Complexité</translation>
    </message>
    <message>
        <source>Of the design: low = convolutions, medium = branches, shortcuts or recurrence, high = attention or learned filters</source>
        <translation>De l&apos;architecture : faible = convolutions, moyenne = branches, raccourcis ou récurrence, élevée = attention ou filtres appris</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Numbers that are learned, with 50 tags</source>
        <translation>Nombres appris, avec 50 étiquettes</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Disk that one set of weights needs</source>
        <translation>Place sur le disque d&apos;un jeu de poids</translation>
    </message>
    <message>
        <source>Disk per hour</source>
        <translation>Disque par heure</translation>
    </message>
    <message>
        <source>Melgrams of an hour of music; a network on waveforms reads the audio again</source>
        <translation>Melgrammes d&apos;une heure de musique ; un réseau sur formes d&apos;onde relit l&apos;audio</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>Vitesse ici</translation>
    </message>
    <message>
        <source>Measured on this machine: seconds of music tagged in one second</source>
        <translation>Mesurée sur cette machine : secondes de musique étiquetées en une seconde</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publié</translation>
    </message>
    <message>
        <source>ROC-AUC on MagnaTagATune as published by others, not measured here</source>
        <translation>ROC-AUC sur MagnaTagATune, publiée par d&apos;autres, non mesurée ici</translation>
    </message>
    <message>
        <source>Best here</source>
        <translation>Meilleur ici</translation>
    </message>
    <message>
        <source>Validation ROC-AUC of this workspace&apos;s best run; other music, hence not comparable with published figures</source>
        <translation>ROC-AUC de validation du meilleur entraînement de cet espace ; autre musique, donc non comparable aux chiffres publiés</translation>
    </message>
</context>
<context>
    <name>ui::CalmForm</name>
    <message>
        <source>Rounds for the codes</source>
        <translation>Tours pour les codes</translation>
    </message>
    <message>
        <source>Every round is kept: stop whenever you like, the same form goes on where it stood</source>
        <translation>Chaque tour est conservé : arrêtez quand vous voulez, le même formulaire reprend où il en était</translation>
    </message>
    <message>
        <source>Rounds for their language</source>
        <translation>Tours pour leur langage</translation>
    </message>
    <message>
        <source>More of them go on with a finished model</source>
        <translation>Davantage de tours poursuivent un modèle terminé</translation>
    </message>
    <message>
        <source>Learn codes and language</source>
        <translation>Apprendre codes et langage</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>toy: minutes on a processor</source>
        <translation>jouet : des minutes sur un processeur</translation>
    </message>
    <message>
        <source>workstation: for a graphics card</source>
        <translation>station : pour une carte graphique</translation>
    </message>
    <message>
        <source>Seconds of each track</source>
        <translation>Secondes de chaque piste</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>So much from the beginning of each track becomes codes</source>
        <translation>Cette durée, depuis le début de chaque piste, devient des codes</translation>
    </message>
    <message>
        <source>Rounds: codes</source>
        <translation>Tours : codes</translation>
    </message>
    <message>
        <source>Rounds: language</source>
        <translation>Tours : langage</translation>
    </message>
    <message>
        <source>Seconds a track</source>
        <translation>Secondes par piste</translation>
    </message>
    <message>
        <source>Sound as a language (CALM)</source>
        <translation>Le son comme langage (CALM)</translation>
    </message>
    <message>
        <source>Needs music, no tags. First it learns codes: a few numbers that stand for short pieces of sound, from which the sound can be made again. Then a transformer learns which code comes next. Gives an encoder: what the transformer thinks while it reads a track.

A tenth of the tracks is held out, to see whether it learned anything.</source>
        <translation>Il faut de la musique, pas d’étiquettes. D’abord il apprend des codes : quelques numéros qui représentent de courts morceaux de son, dont le son peut être refait. Puis un transformer apprend quel code vient ensuite. Donne un encodeur : ce que pense le transformer en lisant une piste.

Un dixième des pistes est mis de côté, pour voir s’il a appris quelque chose.</translation>
    </message>
    <message>
        <source>%1 Hz, %2 codes, %3 of them a second; looks back over %4 s</source>
        <translation>%1 Hz, %2 codes, %3 par seconde ; regarde %4 s en arrière</translation>
    </message>
</context>
<context>
    <name>ui::CalmResults</name>
    <message>
        <source>Likelihood ladder</source>
        <translation>Échelle de vraisemblance</translation>
    </message>
    <message>
        <source>No codified model yet.

Learn codes and language on the left. Afterwards a ladder shows whether the model knows more than how often each code occurs, and you can hear what its codes keep of a sound.</source>
        <translation>Pas encore de modèle codifié.

Apprenez codes et langage à gauche. Ensuite une échelle montre si le modèle sait plus que la fréquence de chaque code, et vous pouvez entendre ce que ses codes gardent d’un son.</translation>
    </message>
    <message>
        <source>Codified model</source>
        <translation>Modèle codifié</translation>
    </message>
    <message>
        <source>Compare as encoder</source>
        <translation>Comparer comme encodeur</translation>
    </message>
    <message>
        <source>Probes on what it thinks, beside its untrained twin and the bare codes</source>
        <translation>Des sondes sur ce qu’il pense, à côté de son jumeau non entraîné et des codes seuls</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Remove this codified model</source>
        <translation>Supprimer ce modèle codifié</translation>
    </message>
    <message>
        <source>Forgets the model, its weights and its codes</source>
        <translation>Oublie le modèle, ses poids et ses codes</translation>
    </message>
    <message>
        <source>Track to listen to</source>
        <translation>Piste à écouter</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Play the original</source>
        <translation>Écouter l’original</translation>
    </message>
    <message>
        <source>Its first ten seconds at the model&apos;s sampling rate</source>
        <translation>Ses dix premières secondes à la fréquence d’échantillonnage du modèle</translation>
    </message>
    <message>
        <source>From its codes</source>
        <translation>D’après ses codes</translation>
    </message>
    <message>
        <source>Play what comes back from the codes</source>
        <translation>Écouter ce qui revient des codes</translation>
    </message>
    <message>
        <source>The same ten seconds, made of nothing but the codes</source>
        <translation>Les mêmes dix secondes, faites des codes seuls</translation>
    </message>
    <message>
        <source>Hear what the codes keep</source>
        <translation>Entendre ce que gardent les codes</translation>
    </message>
    <message>
        <source>#%1  %2</source>
        <translation>n° %1  %2</translation>
    </message>
    <message>
        <source> (runs)</source>
        <translation> (en cours)</translation>
    </message>
    <message>
        <source> (stopped)</source>
        <translation> (arrêté)</translation>
    </message>
    <message>
        <source>Learned from %1 tracks, %2 held out.</source>
        <translation>Appris sur %1 pistes, %2 mises de côté.</translation>
    </message>
    <message>
        <source>%1 of %2 codes are in use, perplexity %3.</source>
        <translation>%1 codes sur %2 servent, perplexité %3.</translation>
    </message>
    <message>
        <source>Codes: round %1, wave error %2, spectral error %3.</source>
        <translation>Codes : tour %1, erreur d’onde %2, erreur spectrale %3.</translation>
    </message>
    <message>
        <source>Language: round %1, %2 nats a code while learning.</source>
        <translation>Langage : tour %1, %2 nats par code pendant l’apprentissage.</translation>
    </message>
    <message>
        <source>It has not finished a round yet.</source>
        <translation>Il n’a pas encore fini un tour.</translation>
    </message>
    <message>
        <source>This model does not beat the frequencies of its codes: its features have learned nothing. Give it more rounds or more music.</source>
        <translation>Ce modèle ne fait pas mieux que les fréquences de ses codes : ses vecteurs n’ont rien appris. Donnez-lui plus de tours ou plus de musique.</translation>
    </message>
    <message>
        <source>The ladder stands here when the model has learned its language.</source>
        <translation>L’échelle paraît ici quand le modèle a appris son langage.</translation>
    </message>
    <message>
        <source>Made as soon as the engine is free; it plays then.</source>
        <translation>Préparé dès que le moteur est libre ; la lecture suit.</translation>
    </message>
    <message>
        <source>Remove codified model</source>
        <translation>Supprimer le modèle codifié</translation>
    </message>
    <message>
        <source>Forget this model with its weights and codes? It can only be learned anew.</source>
        <translation>Oublier ce modèle avec ses poids et ses codes ? Il faudra le réapprendre.</translation>
    </message>
    <message>
        <source>Write codes...</source>
        <translation>Écrire les codes...</translation>
    </message>
    <message>
        <source>The codes of every track as a table (CSV) for other programs; the command calm codes also writes NumPy files</source>
        <translation>Les codes de chaque piste dans un tableau (CSV) pour d’autres programmes ; la commande calm codes écrit aussi des fichiers NumPy</translation>
    </message>
    <message>
        <source>Write codes of every track</source>
        <translation>Écrire les codes de chaque piste</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
</context>
<context>
    <name>ui::Chart</name>
    <message>
        <source>%1 at the threshold %2</source>
        <translation>%1 au seuil %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 tracks</source>
        <translation>%1 : %2 pistes sur %3</translation>
    </message>
    <message>
        <source>ROC-AUC %1</source>
        <translation>ROC-AUC %1</translation>
    </message>
    <message>
        <source>average precision %1</source>
        <translation>précision moyenne %1</translation>
    </message>
    <message>
        <source>ROC-AUC and average precision of every tag</source>
        <translation>ROC-AUC et précision moyenne de chaque tag</translation>
    </message>
</context>
<context>
    <name>ui::ChoiceButton</name>
    <message>
        <source>%1 chosen</source>
        <translation>%1 choisis</translation>
    </message>
</context>
<context>
    <name>ui::ChosenTracks</name>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Play the first of these tracks, or the one under the cursor of the table (Return)</source>
        <translation>Jouer la première de ces pistes, ou celle sous le curseur de la table (Entrée)</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>See the current track with all its predicted tags</source>
        <translation>Voir la piste courante avec tous ses tags prédits</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Choose nothing (Esc)</source>
        <translation>Ne rien choisir (Échap)</translation>
    </message>
    <message>
        <source>Tracks behind the choice</source>
        <translation>Pistes derrière le choix</translation>
    </message>
    <message>
        <source>Click a bar, a point of a curve or a cell: its tracks appear here. Return plays the first, Esc clears.</source>
        <translation>Cliquez une barre, un point d’une courbe ou une case : ses pistes apparaissent ici. Entrée joue la première, Échap efface.</translation>
    </message>
    <message>
        <source>%1. Tracks: %2</source>
        <translation>%1. Pistes : %2</translation>
    </message>
</context>
<context>
    <name>ui::CleaningModel</name>
    <message>
        <source>(nothing)</source>
        <translation>(rien)</translation>
    </message>
    <message>
        <source>%1 (locked)</source>
        <translation>%1 (verrouillé)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
</context>
<context>
    <name>ui::CleaningPanel</name>
    <message>
        <source>Each tag gets a category by word lists: genre, emotion, descriptive, numeric or junk. Typing errors are found by Jaro-Winkler similarity.</source>
        <translation>Chaque tag reçoit une catégorie d’après des listes de mots : genre, émotion, descriptif, numérique ou inutile. Les fautes de frappe sont trouvées par la similarité de Jaro-Winkler.</translation>
    </message>
    <message>
        <source>Each tag is also collapsed onto one of 50 target words, or onto a decade.</source>
        <translation>Chaque tag est aussi ramené à l’un de 50 mots cibles, ou à une décennie.</translation>
    </message>
    <message>
        <source>What is left is collapsed onto the target whose word vector is nearest, if it is nearer than nearly all tags are.</source>
        <translation>Le reste est ramené à la cible dont le vecteur de mot est le plus proche, s’il est plus proche que presque tous les tags.</translation>
    </message>
    <message>
        <source>1: categories</source>
        <translation>1 : catégories</translation>
    </message>
    <message>
        <source>2: collapse onto targets</source>
        <translation>2 : ramener aux cibles</translation>
    </message>
    <message>
        <source>3: also by word vectors</source>
        <translation>3 : aussi par vecteurs de mots</translation>
    </message>
    <message>
        <source>the longest</source>
        <translation>le plus long</translation>
    </message>
    <message>
        <source>the first in the alphabet</source>
        <translation>le premier dans l’alphabet</translation>
    </message>
    <message>
        <source>Which word counts if a tag holds several: &apos;british rock metal&apos;</source>
        <translation>Quel mot compte si un tag en contient plusieurs : « british rock metal »</translation>
    </message>
    <message>
        <source>Jaro-Winkler similarity above which a tag counts as a mistyped word</source>
        <translation>Similarité de Jaro-Winkler au-dessus de laquelle un tag passe pour un mot mal tapé</translation>
    </message>
    <message>
        <source>Bring writings of one tag together</source>
        <translation>Réunir les graphies d’un tag</translation>
    </message>
    <message>
        <source>Case, punctuation, &amp; and n, plural, and suffixes such as &apos;music&apos; do not matter then</source>
        <translation>Casse, ponctuation, &amp; et n, pluriel et suffixes comme « music » ne comptent alors pas</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>un nombre quelconque</translation>
    </message>
    <message>
        <source>From the tags of this library</source>
        <translation>D’après les tags de cette bibliothèque</translation>
    </message>
    <message>
        <source>GloVe or word2vec vectors. Without a file, tags that share tracks count as near: that knows nothing of their meaning and says little of tags with fewer than about 20 tracks.</source>
        <translation>Vecteurs GloVe ou word2vec. Sans fichier, les tags qui partagent des pistes passent pour proches : cela ne sait rien de leur sens et dit peu des tags de moins d’environ 20 pistes.</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose word vectors</source>
        <translation>Choisir des vecteurs de mots</translation>
    </message>
    <message>
        <source>A tag collapses if it is nearer to the target than this share of all tags would be under a normal distribution</source>
        <translation>Un tag est ramené s’il est plus proche de la cible que cette part de tous les tags selon une loi normale</translation>
    </message>
    <message>
        <source>Decades too</source>
        <translation>Les décennies aussi</translation>
    </message>
    <message>
        <source>Off, because word vectors hardly tell numbers apart: most such merges are false</source>
        <translation>Désactivé, car les vecteurs de mots distinguent mal les nombres : la plupart de ces fusions sont fausses</translation>
    </message>
    <message>
        <source>Tags with a type of their own too</source>
        <translation>Aussi les tags ayant leur propre type</translation>
    </message>
    <message>
        <source>Off: a category that a data set or the file itself gives is kept as it is</source>
        <translation>Désactivé : une catégorie donnée par un jeu de données ou par le fichier est gardée telle quelle</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Nettoyer</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Counts what would happen, writes nothing</source>
        <translation>Compte ce qui se passerait, n’écrit rien</translation>
    </message>
    <message>
        <source>Puts the cleaned tags on the tracks, beside their own</source>
        <translation>Met les tags nettoyés sur les pistes, à côté des leurs</translation>
    </message>
    <message>
        <source>Takes the cleaned tags away again; your own decisions are kept for the next cleaning</source>
        <translation>Retire les tags nettoyés ; vos propres décisions sont gardées pour le prochain nettoyage</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Of several words</source>
        <translation>De plusieurs mots</translation>
    </message>
    <message>
        <source>Typing errors</source>
        <translation>Fautes de frappe</translation>
    </message>
    <message>
        <source>Fewest tracks</source>
        <translation>Pistes au moins</translation>
    </message>
    <message>
        <source>Word vectors</source>
        <translation>Vecteurs de mots</translation>
    </message>
    <message>
        <source>Nearer than</source>
        <translation>Plus proche que</translation>
    </message>
    <message>
        <source>Filter by tag, target or reason</source>
        <translation>Filtrer par tag, cible ou raison</translation>
    </message>
    <message>
        <source>Filter cleaned tags</source>
        <translation>Filtrer les tags nettoyés</translation>
    </message>
    <message>
        <source>Only what changes</source>
        <translation>Seulement ce qui change</translation>
    </message>
    <message>
        <source>Keep apart</source>
        <translation>Garder à part</translation>
    </message>
    <message>
        <source>The chosen tag is collapsed into nothing, now and whenever cleaning runs again</source>
        <translation>Le tag choisi n’est ramené à rien, maintenant et à chaque nettoyage</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Libérer</translation>
    </message>
    <message>
        <source>Leave the chosen tag to cleaning again</source>
        <translation>Laisser de nouveau le tag choisi au nettoyage</translation>
    </message>
    <message>
        <source>Cleaned tags</source>
        <translation>Tags nettoyés</translation>
    </message>
    <message>
        <source>Nothing has been cleaned yet. Choose a stage and press Clean: each tag is listed here with what it becomes, and why.</source>
        <translation>Rien n’a encore été nettoyé. Choisissez une étape et appuyez sur Nettoyer : chaque tag est listé ici avec ce qu’il devient, et pourquoi.</translation>
    </message>
    <message>
        <source>Cleaning...</source>
        <translation>Nettoyage en cours…</translation>
    </message>
    <message>
        <source>Cleaning failed.</source>
        <translation>Le nettoyage a échoué.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Arrêté ; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Preview, nothing was written:</source>
        <translation>Aperçu, rien n’a été écrit :</translation>
    </message>
    <message>
        <source>Done:</source>
        <translation>Fait :</translation>
    </message>
    <message>
        <source>%1: %2 names become %3</source>
        <translation>%1 : %2 noms deviennent %3</translation>
    </message>
    <message numerus="yes">
        <source>%n targets have a threshold of 0 or below: only equal vectors collapse into them</source>
        <translation>
            <numerusform>%n cible a un seuil de 0 ou moins : seuls des vecteurs égaux y sont ramenés</numerusform>
            <numerusform>%n cibles ont un seuil de 0 ou moins : seuls des vecteurs égaux y sont ramenés</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 writings have no vector</source>
        <translation>%1 graphies n’ont pas de vecteur</translation>
    </message>
    <message>
        <source>The tags are as they were before cleaning.</source>
        <translation>Les tags sont comme avant le nettoyage.</translation>
    </message>
    <message>
        <source>Distances</source>
        <translation>Distances</translation>
    </message>
    <message>
        <source>Stage 3, target by target: how far all tags are, and which collapse at which percentile</source>
        <translation>Étape 3, cible par cible : à quelle distance sont tous les tags, et lesquels sont réunis à quel centile</translation>
    </message>
    <message>
        <source>Measuring distances...</source>
        <translation>Mesure des distances...</translation>
    </message>
    <message>
        <source>Drag the threshold in the chart, or change the percentile; then press Preview or Clean.</source>
        <translation>Déplacez le seuil dans le graphique ou changez le centile ; puis pressez Aperçu ou Nettoyer.</translation>
    </message>
    <message>
        <source>Compare the stages...</source>
        <translation>Comparer les étapes...</translation>
    </message>
    <message>
        <source>What the stages do to a model: six trainings in one step, their curves and scores beside each other</source>
        <translation>Ce que les étapes font à un modèle : six entraînements en une fois, leurs courbes et scores côte à côte</translation>
    </message>
</context>
<context>
    <name>ui::ColumnsDelegate</name>
    <message>
        <source>Meaning of the column</source>
        <translation>Sens de la colonne</translation>
    </message>
    <message>
        <source>Type of the column&apos;s tags</source>
        <translation>Type des tags de la colonne</translation>
    </message>
    <message>
        <source>as each says</source>
        <translation>comme chacun le dit</translation>
    </message>
</context>
<context>
    <name>ui::ColumnsDialog</name>
    <message>
        <source>Columns of %1</source>
        <translation>Colonnes de %1</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>Utiliser ces colonnes</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>What is wrong with the columns</source>
        <translation>Ce qui ne va pas avec les colonnes</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <source>tabulator</source>
        <translation>tabulation</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>barre verticale</translation>
    </message>
    <message>
        <source>Between columns</source>
        <translation>Entre les colonnes</translation>
    </message>
    <message>
        <source>Between the tags of a cell</source>
        <translation>Entre les tags d&apos;une cellule</translation>
    </message>
    <message>
        <source>The first line names the columns</source>
        <translation>La première ligne nomme les colonnes</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>Colonnes du tableau</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Why it is refused</source>
        <translation>Raison du refus</translation>
    </message>
    <message>
        <source>What the first rows become</source>
        <translation>Ce que deviennent les premières lignes</translation>
    </message>
    <message>
        <source>What each column means</source>
        <translation>Ce que signifie chaque colonne</translation>
    </message>
    <message numerus="yes">
        <source>%n rows were looked at; the rest is read when you import.</source>
        <translation>
            <numerusform>%n ligne a été regardée ; le reste est lu à l&apos;import.</numerusform>
            <numerusform>%n lignes ont été regardées ; le reste est lu à l&apos;import.</numerusform>
        </translation>
    </message>
    <message>
        <source>Between the tags of a cell at least one character is wanted.</source>
        <translation>Entre les tags d&apos;une cellule, il faut au moins un caractère.</translation>
    </message>
    <message numerus="yes">
        <source>%n columns of tags</source>
        <translation>
            <numerusform>%n colonne de tags</numerusform>
            <numerusform>%n colonnes de tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ColumnsModel</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>path of the file</source>
        <translation>chemin du fichier</translation>
    </message>
    <message>
        <source>number or name of the track</source>
        <translation>numéro ou nom du titre</translation>
    </message>
    <message>
        <source>artist</source>
        <translation>artiste</translation>
    </message>
    <message>
        <source>album</source>
        <translation>album</translation>
    </message>
    <message>
        <source>title</source>
        <translation>titre</translation>
    </message>
    <message>
        <source>train, valid or test</source>
        <translation>train, valid ou test</translation>
    </message>
    <message>
        <source>one tag</source>
        <translation>un tag</translation>
    </message>
    <message>
        <source>score of that tag</source>
        <translation>score de ce tag</translation>
    </message>
    <message>
        <source>several tags</source>
        <translation>plusieurs tags</translation>
    </message>
    <message>
        <source>0 or 1 for this tag</source>
        <translation>0 ou 1 pour ce tag</translation>
    </message>
    <message>
        <source>as each says</source>
        <translation>comme chacun le dit</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>Premières valeurs</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Signifie</translation>
    </message>
    <message>
        <source>Type of its tags</source>
        <translation>Type de ses tags</translation>
    </message>
    <message>
        <source>hash of the file or its sound</source>
        <translation>empreinte du fichier ou de son son</translation>
    </message>
</context>
<context>
    <name>ui::ConfusionChart</name>
    <message>
        <source>Confusion</source>
        <translation>Confusion</translation>
    </message>
    <message>
        <source>Which tags</source>
        <translation>Quels tags</translation>
    </message>
    <message>
        <source>Classes where every track has exactly one tag of a type, tags otherwise</source>
        <translation>Des classes si chaque piste a exactement un tag d’un type, sinon des tags</translation>
    </message>
    <message>
        <source>What the cells show</source>
        <translation>Ce que montrent les cases</translation>
    </message>
    <message>
        <source>The number of tracks, or its share of the row (truth) or of the column (prediction)</source>
        <translation>Le nombre de pistes, ou sa part de la ligne (vérité) ou de la colonne (prédiction)</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <source>By row</source>
        <translation>Par ligne</translation>
    </message>
    <message>
        <source>By column</source>
        <translation>Par colonne</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Tous les tags</translation>
    </message>
    <message>
        <source>%1: one per track</source>
        <translation>%1 : un par piste</translation>
    </message>
    <message>
        <source>%1: any number per track</source>
        <translation>%1 : un nombre quelconque par piste</translation>
    </message>
    <message>
        <source> (the %1 of %2 with most tracks)</source>
        <translation> (les %1 sur %2 ayant le plus de pistes)</translation>
    </message>
    <message>
        <source>%1: tracks %2, of the row %3 %, of the column %4 %</source>
        <translation>%1 : pistes %2, de la ligne %3 %, de la colonne %4 %</translation>
    </message>
    <message>
        <source>A confusion needs two tags or more.</source>
        <translation>Une confusion demande au moins deux tags.</translation>
    </message>
</context>
<context>
    <name>ui::CopyCommandButton</name>
    <message>
        <source>Copy the tagbench-cli line that does exactly this on this workspace, for a terminal or a script</source>
        <translation>Copier la ligne tagbench-cli qui fait exactement cela dans cet espace de travail, pour un terminal ou un script</translation>
    </message>
    <message>
        <source>There is nothing to copy yet.</source>
        <translation>Il n’y a encore rien à copier.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Copié : %1</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Copier comme commande</translation>
    </message>
    <message>
        <source>&amp;Copy as command</source>
        <translation>&amp;Copier comme commande</translation>
    </message>
</context>
<context>
    <name>ui::CurveChart</name>
    <message>
        <source>ROC curves of the chosen tags</source>
        <translation>Courbes ROC des tags choisis</translation>
    </message>
    <message>
        <source>Precision and recall curves of the chosen tags</source>
        <translation>Courbes de précision et rappel des tags choisis</translation>
    </message>
    <message>
        <source>true positive rate %1, false positive rate %2</source>
        <translation>taux de vrais positifs %1, taux de faux positifs %2</translation>
    </message>
    <message>
        <source>precision %1, recall %2</source>
        <translation>précision %1, rappel %2</translation>
    </message>
    <message>
        <source>No curve: the chosen tags have tracks of one class only.</source>
        <translation>Pas de courbe : les tags choisis n’ont des pistes que d’une classe.</translation>
    </message>
</context>
<context>
    <name>ui::CurvesPanel</name>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Binary cross-entropy, what the training lowers</source>
        <translation>Entropie croisée binaire, ce que l’entraînement fait baisser</translation>
    </message>
    <message>
        <source>How well tracks with a tag are ranked above those without, mean over tags; 0.5 is chance</source>
        <translation>À quel point les pistes qui portent un tag sont classées devant les autres, moyenne sur les tags ; 0,5 est le hasard</translation>
    </message>
    <message>
        <source>Area under precision and recall, mean over tags; chance is a tag&apos;s share of tracks</source>
        <translation>Aire sous la courbe précision-rappel, moyenne sur les tags ; le hasard est la part des pistes qui portent le tag</translation>
    </message>
    <message>
        <source>Training (dashed)</source>
        <translation>Entraînement (tirets)</translation>
    </message>
    <message>
        <source>Draw the dashed lines of the training part, too</source>
        <translation>Tracer aussi les lignes en tirets de la part d’entraînement</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>Échelle log.</translation>
    </message>
    <message>
        <source>Logarithmic axis: small differences near zero are seen</source>
        <translation>Axe logarithmique : les petites différences près de zéro se voient</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Lissage</translation>
    </message>
    <message>
        <source>Weight of the past in a moving average; the raw line stays visible</source>
        <translation>Poids du passé dans une moyenne mobile ; la ligne brute reste visible</translation>
    </message>
    <message>
        <source>off</source>
        <translation>non</translation>
    </message>
</context>
<context>
    <name>ui::DetailsPane</name>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Nouveau tag</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Add the tag</source>
        <translation>Ajouter le tag</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove the chosen tag</source>
        <translation>Retirer le tag choisi</translation>
    </message>
    <message>
        <source>No track chosen</source>
        <translation>Aucune piste choisie</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 Hz, %n channel(s)</source>
        <translation>
            <numerusform>%1, %2 Hz, %n canal</numerusform>
            <numerusform>%1, %2 Hz, %n canaux</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Choose a tag of yours first; tags of other sources are kept as they were read.</source>
        <translation>Choisissez d’abord l’un de vos tags ; ceux des autres sources restent tels qu’ils ont été lus.</translation>
    </message>
    <message>
        <source>Choose a track first; its tags are edited on the right.</source>
        <translation>Choisissez d’abord une piste ; ses tags se modifient à droite.</translation>
    </message>
    <message>
        <source>(different)</source>
        <translation>(différent)</translation>
    </message>
    <message>
        <source>Tags of the chosen tracks, by source</source>
        <translation>Tags des pistes choisies, par source</translation>
    </message>
    <message>
        <source>New tag for the chosen tracks</source>
        <translation>Nouveau tag pour les pistes choisies</translation>
    </message>
    <message>
        <source>Give the chosen tracks the tag on the left; files are not touched</source>
        <translation>Donner aux pistes choisies le tag à gauche ; les fichiers ne sont pas modifiés</translation>
    </message>
    <message>
        <source>Take away the chosen tag of yours from all chosen tracks</source>
        <translation>Retirer de toutes les pistes choisies votre tag sélectionné</translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) chosen</source>
        <translation>
            <numerusform>%n piste choisie</numerusform>
            <numerusform>%n pistes choisies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n were compared. A new tag is given to all.</source>
        <translation>
            <numerusform>La première a été comparée. Un nouveau tag est donné à toutes.</numerusform>
            <numerusform>Les %n premières ont été comparées. Un nouveau tag est donné à toutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Some of them cannot be used; each row&apos;s tip says why.</source>
        <translation>Certaines ne peuvent pas servir ; la bulle de chaque ligne dit pourquoi.</translation>
    </message>
    <message>
        <source>Length in all</source>
        <translation>Durée totale</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
</context>
<context>
    <name>ui::DistanceChart</name>
    <message>
        <source>Distances of all tags to the target</source>
        <translation>Distances de tous les tags à la cible</translation>
    </message>
    <message>
        <source>threshold %1 at %2 %</source>
        <translation>seuil %1 à %2 %</translation>
    </message>
    <message>
        <source>threshold 0 or below: only equal vectors collapse</source>
        <translation>seuil nul ou négatif : seuls des vecteurs égaux sont réunis</translation>
    </message>
</context>
<context>
    <name>ui::DistancesView</name>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Réunis</translation>
    </message>
    <message>
        <source>Targets of stage 3</source>
        <translation>Cibles de l&apos;étape 3</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titres</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Devient</translation>
    </message>
    <message>
        <source>Tags near the target</source>
        <translation>Tags proches de la cible</translation>
    </message>
    <message>
        <source>Bars: distances of all tags with a vector. Line: the normal distribution fitted to them. Drag the threshold: what lies left of it collapses.</source>
        <translation>Barres : distances de tous les tags qui ont un vecteur. Ligne : la loi normale ajustée. Déplacez le seuil : ce qui est à sa gauche est réuni.</translation>
    </message>
    <message>
        <source>%1: mean distance %2, deviation %3</source>
        <translation>%1 : distance moyenne %2, écart type %3</translation>
    </message>
    <message>
        <source>stays apart</source>
        <translation>reste à part</translation>
    </message>
</context>
<context>
    <name>ui::DistributionView</name>
    <message>
        <source>Tags in the parts of the split</source>
        <translation>Tags dans les parts de la partition</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>training, resampled</source>
        <translation>entraînement, rééchantillonné</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>%1 (%2)
training %3, validation %4, test %5</source>
        <translation>%1 (%2)
entraînement %3, validation %4, test %5</translation>
    </message>
    <message>
        <source>%1 in training after resampling</source>
        <translation>%1 à l’entraînement après rééchantillonnage</translation>
    </message>
</context>
<context>
    <name>ui::DrawingView</name>
    <message>
        <source>Nothing to draw.</source>
        <translation>Rien à dessiner.</translation>
    </message>
    <message>
        <source>The arrow keys go from one value to the next.</source>
        <translation>Les flèches vont d&apos;une valeur à l&apos;autre.</translation>
    </message>
</context>
<context>
    <name>ui::EvaluatePage</name>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>The training whose model is measured</source>
        <translation>L’entraînement dont le modèle est mesuré</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Pas encore d’entraînement</translation>
    </message>
    <message>
        <source>Part of the split</source>
        <translation>Part de la partition</translation>
    </message>
    <message>
        <source>Test tracks had no part in training; the others are here to compare with</source>
        <translation>Les pistes de test n’ont pas servi à l’entraînement ; les autres sont là pour comparer</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Predict the tracks of this part that have no prediction yet, and measure</source>
        <translation>Prédire les pistes de cette part qui n’ont pas encore de prédiction, et mesurer</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Enregistrer le graphique</translation>
    </message>
    <message>
        <source>Save the chart in front as SVG, PNG or CSV</source>
        <translation>Enregistrer le graphique affiché en SVG, PNG ou CSV</translation>
    </message>
    <message>
        <source>SVG drawing...</source>
        <translation>Dessin SVG…</translation>
    </message>
    <message>
        <source>Lines that stay sharp at any size</source>
        <translation>Des traits nets à toute taille</translation>
    </message>
    <message>
        <source>PNG picture...</source>
        <translation>Image PNG…</translation>
    </message>
    <message>
        <source>Pixels, for slides</source>
        <translation>Des pixels, pour des diapositives</translation>
    </message>
    <message>
        <source>CSV table...</source>
        <translation>Table CSV…</translation>
    </message>
    <message>
        <source>The values behind the chart</source>
        <translation>Les valeurs derrière le graphique</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Ce qui est mesuré</translation>
    </message>
    <message>
        <source>mean ROC-AUC</source>
        <translation>ROC-AUC moyenne</translation>
    </message>
    <message>
        <source>mean avg. precision</source>
        <translation>précision moy. moyenne</translation>
    </message>
    <message>
        <source>pooled ROC-AUC</source>
        <translation>ROC-AUC globale</translation>
    </message>
    <message>
        <source>pooled avg. precision</source>
        <translation>précision moy. globale</translation>
    </message>
    <message>
        <source>Every tag with its numbers</source>
        <translation>Chaque tag avec ses chiffres</translation>
    </message>
    <message>
        <source>Choose tags to see their curves; a double click chooses a tag&apos;s tracks</source>
        <translation>Choisissez des tags pour voir leurs courbes ; un double clic choisit les pistes d’un tag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>With a value</source>
        <translation>Avec une valeur</translation>
    </message>
    <message>
        <source>Better than chance</source>
        <translation>Mieux que le hasard</translation>
    </message>
    <message>
        <source>Avg. precision</source>
        <translation>Précision moy.</translation>
    </message>
    <message>
        <source>Means by type of tag</source>
        <translation>Moyennes par type de tag</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Types</translation>
    </message>
    <message>
        <source>Means over the tags of each type</source>
        <translation>Moyennes sur les tags de chaque type</translation>
    </message>
    <message>
        <source>Explain the chart</source>
        <translation>Expliquer le graphique</translation>
    </message>
    <message>
        <source>Say in plain words what the chart in front means, or give it the room</source>
        <translation>Dire simplement ce que signifie le graphique affiché, ou lui laisser la place</translation>
    </message>
    <message>
        <source>Play the chosen tracks</source>
        <translation>Jouer les pistes choisies</translation>
    </message>
    <message>
        <source>Play the first track behind the chosen bar, point or cell</source>
        <translation>Jouer la première piste derrière la barre, le point ou la case choisis</translation>
    </message>
    <message>
        <source>Clear the choice</source>
        <translation>Effacer le choix</translation>
    </message>
    <message>
        <source>Choose no bar, point or cell</source>
        <translation>Ne choisir ni barre, ni point, ni case</translation>
    </message>
    <message>
        <source>No model yet. Train one, and how well it does is shown here, tag by tag.</source>
        <translation>Pas encore de modèle. Entraînez-en un : sa qualité s’affichera ici, tag par tag.</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Entraîner un modèle</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Rien à faire</translation>
    </message>
    <message>
        <source>The %1 part of this run&apos;s split holds no playable track.</source>
        <translation>La part %1 de la partition de cet entraînement ne contient aucune piste lisible.</translation>
    </message>
    <message>
        <source>This run has not been measured on the %1 part. Evaluating predicts its tracks (%2) and measures every tag.</source>
        <translation>Cet entraînement n’a pas été mesuré sur la part %1. L’évaluation prédit ses pistes (%2) et mesure chaque tag.</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>Évaluer maintenant</translation>
    </message>
    <message>
        <source>Model %1 · run %2 · preset %3 · split %4 · %5 part · track level (mean over each track&apos;s chunks) · %6 tracks</source>
        <translation>Modèle %1 · entraînement %2 · préréglage %3 · partition %4 · part %5 · par piste (moyenne des extraits de chaque piste) · %6 pistes</translation>
    </message>
    <message>
        <source>The means leave out the tags with one class only: %1.</source>
        <translation>Les moyennes laissent de côté les tags d’une seule classe : %1.</translation>
    </message>
    <message>
        <source>Tracks of this part that have no prediction yet and stand in no number: %1. Evaluate adds them.</source>
        <translation>Pistes de cette part sans prédiction et absentes des chiffres : %1. Évaluer les ajoute.</translation>
    </message>
    <message>
        <source>The model has learned from these tracks: such numbers say nothing about others.</source>
        <translation>Le modèle a appris de ces pistes : de tels chiffres ne disent rien des autres.</translation>
    </message>
    <message>
        <source>The best epoch and the thresholds were chosen on these tracks: the test part is the honest one.</source>
        <translation>La meilleure époque et les seuils ont été choisis sur ces pistes : la part de test est l’honnête.</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>Évaluer à nouveau</translation>
    </message>
    <message>
        <source>Curves of the first %1 of %2 chosen tags are drawn.</source>
        <translation>Les courbes des %1 premiers tags choisis sur %2 sont dessinées.</translation>
    </message>
    <message>
        <source>Evaluating; the numbers appear here when it is done.</source>
        <translation>Évaluation en cours ; les chiffres apparaissent ici une fois terminée.</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
    <message>
        <source>A run is measured on tracks that had no part in its training.</source>
        <translation>Un entraînement est mesuré sur des pistes qui n’y ont pas servi.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>Listen with Return, or look at the track the model got right or wrong.</source>
        <translation>Écoutez avec Entrée, ou regardez la piste que le modèle a bien ou mal jugée.</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Keep these numbers: a report holds them with everything needed to repeat them.</source>
        <translation>Gardez ces chiffres : un rapport les contient avec tout ce qu’il faut pour les répéter.</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>How good a model is on tracks that it did not learn from, tag by tag. ROC-AUC is 0.5 by chance and 1 at best; average precision is the share of tracks with the tag by chance. The thin lines are 95 % intervals: few tracks make them long.

Click a bar, a point of a curve or a cell: its tracks appear below. Return plays the first, Esc clears. The question mark beside the charts explains each number.</source>
        <translation>Ce que vaut un modèle sur des pistes dont il n’a rien appris, tag par tag. La ROC-AUC vaut 0,5 au hasard et 1 au mieux ; la précision moyenne vaut au hasard la part des pistes qui ont le tag. Les traits fins sont des intervalles à 95 % : peu de pistes les rendent longs.

Cliquez une barre, un point d’une courbe ou une case : ses pistes apparaissent dessous. Entrée joue la première, Échap efface. Le point d’interrogation à côté des graphiques explique chaque nombre.</translation>
    </message>
</context>
<context>
    <name>ui::EvaluationLoader</name>
    <message>
        <source>This run is not in the workspace any more.</source>
        <translation>Cet entraînement n’est plus dans l’espace de travail.</translation>
    </message>
</context>
<context>
    <name>ui::ExplorePage</name>
    <message>
        <source>Queued</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>The map could not be made.</source>
        <translation>La carte n’a pas pu être faite.</translation>
    </message>
    <message>
        <source>Cancelled; no map was kept.</source>
        <translation>Annulé ; aucune carte n’a été conservée.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>A map puts tracks that are alike side by side. Choose on the left what it is made of, then press Compute.</source>
        <translation>Une carte met côte à côte les pistes qui se ressemblent. Choisissez à gauche de quoi elle est faite, puis appuyez sur Calculer.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Aller à la bibliothèque</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>Montrer dans la bibliothèque</translation>
    </message>
    <message>
        <source>Near tracks stand on the right. Look at the chosen one, or draw a lasso around its neighbours.</source>
        <translation>Les pistes proches sont à droite. Examinez celle qui est choisie, ou tracez un lasso autour de ses voisines.</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Click a point to hear its track, or draw a box or a lasso to select many.</source>
        <translation>Cliquez un point pour entendre sa piste, ou tracez un cadre ou un lasso pour en sélectionner plusieurs.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) selected</source>
        <translation>
            <numerusform>%Ln piste sélectionnée</numerusform>
            <numerusform>%Ln pistes sélectionnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln trouvée</numerusform>
            <numerusform>%Ln trouvées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) are selected here and in the library.</source>
        <translation>
            <numerusform>%Ln piste est sélectionnée ici et dans la bibliothèque.</numerusform>
            <numerusform>%Ln pistes sont sélectionnées ici et dans la bibliothèque.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) along the path, in its order: a playlist of them with Ctrl+Shift+E, or add them to one on the Search page.</source>
        <translation>
            <numerusform>%Ln piste le long du chemin : une liste de lecture avec Ctrl+Maj+E, ou ajoutez-la à une liste dans Recherche.</numerusform>
            <numerusform>%Ln pistes le long du chemin, dans son ordre : une liste de lecture avec Ctrl+Maj+E, ou ajoutez-les à une liste dans Recherche.</numerusform>
        </translation>
    </message>
    <message>
        <source>A map on which tracks that are alike lie together. Choose on the left what likeness means and press Compute; the picture moves until it has settled.

The wheel zooms, a drag moves. Box and Lasso select tracks for the whole window. With Hear the track under the pointer plays. In a t-SNE map near means alike; far, and the size of a group, mean nothing.</source>
        <translation>Une carte où les pistes qui se ressemblent sont proches. À gauche, choisissez ce que ressembler veut dire et pressez Calculer ; l’image bouge jusqu’à ce qu’elle se stabilise.

La molette agrandit, glisser déplace. Cadre et Lasso choisissent des pistes pour toute la fenêtre. Avec Écouter, la piste sous le pointeur est jouée. Sur une carte t-SNE, proche veut dire semblable ; loin, et la taille d’un groupe, ne veulent rien dire.</translation>
    </message>
</context>
<context>
    <name>ui::FeaturesPage</name>
    <message>
        <source>From a table of hand-made features to a model, in steps.

Table: the library&apos;s features, or a table from a file, with what should be known of it before anything is learnt: gaps, constant columns, rows that are equal, how the classes are balanced. A click on a point of the scatter chooses its track.

Compare: classic models out of the box, each examined on rows it did not learn from. What decides is yours; macro recall is offered first. Beside random folds stands what is left when no artist is on both sides, wherever that is known.

Best three: their settings searched on a grid, then side by side.

Final model: one of them, with your reasons: what it looks at, its trees, and what it says of the library&apos;s tracks.</source>
        <translation>D&apos;un tableau de descripteurs faits main à un modèle, pas à pas.

Tableau : les descripteurs de la bibliothèque, ou un tableau dans un fichier, avec ce qu&apos;il faut en savoir avant d&apos;apprendre : manques, colonnes constantes, lignes égales, équilibre des classes. Un clic sur un point du nuage choisit son morceau.

Comparer : des modèles classiques tels quels, chacun examiné sur des lignes qu&apos;il n&apos;a pas apprises. Ce qui décide est à vous ; le rappel macro est proposé d&apos;abord. À côté des plis au hasard se trouve ce qui reste quand aucun artiste n&apos;est des deux côtés, là où on le sait.

Trois meilleurs : leurs réglages cherchés sur une grille, puis côte à côte.

Modèle final : l&apos;un d&apos;eux, avec vos raisons : ce qu&apos;il regarde, ses arbres, et ce qu&apos;il dit des morceaux de la bibliothèque.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Best three</source>
        <translation>Trois meilleurs</translation>
    </message>
    <message>
        <source>Final model</source>
        <translation>Modèle final</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks are chosen: %1.</source>
        <translation>
            <numerusform>%n morceau est choisi : %1.</numerusform>
            <numerusform>%n morceaux sont choisis : %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Know the table before you learn from it; then compare what can be learnt.</source>
        <translation>Connaissez le tableau avant d&apos;en apprendre ; comparez ensuite ce qui peut s&apos;apprendre.</translation>
    </message>
    <message>
        <source>Compare models...</source>
        <translation>Comparer des modèles...</translation>
    </message>
    <message>
        <source>A table of features is what classic models learn from.</source>
        <translation>C&apos;est d&apos;un tableau de descripteurs que les modèles classiques apprennent.</translation>
    </message>
    <message>
        <source>The best three deserve better settings than those out of the box.</source>
        <translation>Les trois meilleurs méritent mieux que leurs réglages d&apos;origine.</translation>
    </message>
    <message>
        <source>The best three...</source>
        <translation>Les trois meilleurs...</translation>
    </message>
    <message>
        <source>The comparison is kept: it stands here the next time, too.</source>
        <translation>La comparaison est gardée : elle sera là aussi la prochaine fois.</translation>
    </message>
    <message>
        <source>Choose by more than one number: the classes it finds, what it mixes up, what it costs.</source>
        <translation>Choisissez par plus d&apos;un nombre : les classes trouvées, les confusions, le coût.</translation>
    </message>
    <message>
        <source>Choose a final model...</source>
        <translation>Choisir un modèle final...</translation>
    </message>
    <message>
        <source>The final model is kept with its reasons, and can say what your tracks are.</source>
        <translation>Le modèle final est gardé avec ses raisons, et peut dire ce que sont vos morceaux.</translation>
    </message>
</context>
<context>
    <name>ui::FetchDialog</name>
    <message>
        <source>Audio that is not here</source>
        <translation>Le son qui n’est pas là</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Melgrams to make</source>
        <translation>Mélgrammes à faire</translation>
    </message>
    <message>
        <source>Why it is missing</source>
        <translation>Pourquoi il manque</translation>
    </message>
    <message>
        <source>Tracks whose audio is needed</source>
        <translation>Pistes dont le son est nécessaire</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Apporter</translation>
    </message>
    <message>
        <source>Copies and verifies just the files listed; a stopped copy is gone on with</source>
        <translation>Copie et vérifie seulement les fichiers de la liste ; une copie interrompue est poursuivie</translation>
    </message>
    <message>
        <source>Add tracks of a list...</source>
        <translation>Ajouter les pistes d’une liste...</translation>
    </message>
    <message>
        <source>A table with the column path, and id, title, artist, album, size or file_hash if known: tracks at once, audio when it is needed</source>
        <translation>Une table avec la colonne path, et id, title, artist, album, size ou file_hash s’ils sont connus : les pistes tout de suite, le son quand il est nécessaire</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Mounted folder</source>
        <translation>Dossier monté</translation>
    </message>
    <message>
        <source>Where the files lie as in the library: a disk, a server</source>
        <translation>Où les fichiers sont rangés comme dans la bibliothèque : un disque, un serveur</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose the mounted folder</source>
        <translation>Choisir le dossier monté</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> Go</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <source>All copies take at most</source>
        <translation>Place de toutes les copies</translation>
    </message>
    <message>
        <source>Copying...</source>
        <translation>Copie...</translation>
    </message>
    <message>
        <source>List of tracks</source>
        <translation>Liste de pistes</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tables (*.csv)</translation>
    </message>
    <message>
        <source>Folder that its paths are relative to</source>
        <translation>Dossier auquel ses chemins se rapportent</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Lecture du fichier…</translation>
    </message>
    <message>
        <source>%1 of %2...</source>
        <translation>%1 sur %2...</translation>
    </message>
    <message>
        <source>Stopped. Fetched again, it goes on where it was.</source>
        <translation>Arrêté. Relancé, cela continue où c’en était.</translation>
    </message>
    <message>
        <source>%1 tracks added, %2 were there, %3 rows refused. Splits made from now on hold them.</source>
        <translation>%1 pistes ajoutées, %2 étaient là, %3 lignes refusées. Les partitions faites désormais les contiennent.</translation>
    </message>
    <message>
        <source>%1 files fetched; %2 beyond the limit, %3 not there, %4 rejected</source>
        <translation>%1 fichiers apportés ; %2 au-delà de la limite, %3 absents, %4 rejetés</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <source>not fetched yet</source>
        <translation>pas encore apporté</translation>
    </message>
    <message>
        <source>its file is gone</source>
        <translation>son fichier a disparu</translation>
    </message>
    <message>
        <source>Everything that this split needs is here.</source>
        <translation>Tout ce dont cette partition a besoin est là.</translation>
    </message>
    <message numerus="yes">
        <source>The audio of %n tracks is needed and not here.</source>
        <translation>
            <numerusform>Le son de %n piste est nécessaire et n’est pas là.</numerusform>
            <numerusform>Le son de %n pistes est nécessaire et n’est pas là.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::FilterPanel</name>
    <message>
        <source>&amp;Untrained beside</source>
        <translation>Non en&amp;traîné à côté</translation>
    </message>
    <message>
        <source>Learned filters</source>
        <translation>Filtres appris</translation>
    </message>
    <message>
        <source>The first layer of the network, a mark for each filter. Arrow keys go from one filter to the next.</source>
        <translation>La première couche du réseau, une marque par filtre. Les flèches vont d&apos;un filtre au suivant.</translation>
    </message>
    <message>
        <source>Chosen filter</source>
        <translation>Filtre choisi</translation>
    </message>
    <message>
        <source>Choose an architecture, or a run of one.</source>
        <translation>Choisissez une architecture, ou un entraînement de l&apos;une d&apos;elles.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>A run or imported weights, or what the chosen architecture starts from</source>
        <translation>Un entraînement ou des poids importés, ou ce dont part l&apos;architecture choisie</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Which kernels of the first layer</source>
        <translation>Quels noyaux de la première couche</translation>
    </message>
    <message>
        <source>Order of the filters</source>
        <translation>Ordre des filtres</translation>
    </message>
    <message>
        <source>By peak</source>
        <translation>Par maximum</translation>
    </message>
    <message>
        <source>Strongest first</source>
        <translation>Les plus forts d&apos;abord</translation>
    </message>
    <message>
        <source>As in the weights</source>
        <translation>Comme dans les poids</translation>
    </message>
    <message>
        <source>By the frequency or band that a filter answers to most, by its strength, or as they lie in the weights</source>
        <translation>Selon la fréquence ou la bande à laquelle un filtre répond le plus, selon sa force, ou tels qu&apos;ils sont dans les poids</translation>
    </message>
    <message>
        <source>Shows beside it a layer of the same size that has learned nothing: what looks alike there was not learned</source>
        <translation>Montre à côté une couche de même taille qui n&apos;a rien appris : ce qui s&apos;y ressemble n&apos;a pas été appris</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>&amp;Poids</translation>
    </message>
    <message>
        <source>Laye&amp;r</source>
        <translation>&amp;Couche</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>&amp;Ordre</translation>
    </message>
    <message>
        <source>%1, untrained</source>
        <translation>%1, non entraîné</translation>
    </message>
    <message>
        <source>Point at a filter, or go through them with the arrow keys.</source>
        <translation>Pointez un filtre, ou parcourez-les avec les flèches.</translation>
    </message>
</context>
<context>
    <name>ui::FolderTree</name>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Choose a folder to see only its tracks</source>
        <translation>Choisissez un dossier pour ne voir que ses pistes</translation>
    </message>
    <message>
        <source>All music</source>
        <translation>Toute la musique</translation>
    </message>
</context>
<context>
    <name>ui::GridTable</name>
    <message>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Standardised</source>
        <translation>Normalisé</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Cachée</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Décroissance des poids</translation>
    </message>
    <message>
        <source>Validation ROC-AUC</source>
        <translation>ROC-AUC de validation</translation>
    </message>
    <message>
        <source>Test ROC-AUC</source>
        <translation>ROC-AUC de test</translation>
    </message>
    <message>
        <source>Every recipe of the grid, best first</source>
        <translation>Toutes les recettes de la grille, la meilleure d’abord</translation>
    </message>
    <message>
        <source>The validation part chooses; only the chosen recipe, in bold, is asked for the test part</source>
        <translation>La partie de validation choisit ; seule la recette choisie, en gras, est interrogée sur la partie de test</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
</context>
<context>
    <name>ui::ImportPanel</name>
    <message>
        <source>Table, database or folder of the data set</source>
        <translation>Table, base de données ou dossier du jeu de données</translation>
    </message>
    <message>
        <source>All scanned folders</source>
        <translation>Tous les dossiers analysés</translation>
    </message>
    <message>
        <source>By its content</source>
        <translation>D’après son contenu</translation>
    </message>
    <message>
        <source>Keep every tag</source>
        <translation>Garder chaque tag</translation>
    </message>
    <message>
        <source>Merge MagnaTagATune&apos;s synonyms</source>
        <translation>Fusionner les synonymes de MagnaTagATune</translation>
    </message>
    <message>
        <source>any</source>
        <translation>quelconque</translation>
    </message>
    <message>
        <source>Tags with a lower score are left out; Last.fm&apos;s 0 to 100 count as 0 to 1</source>
        <translation>Les tags de note plus basse sont laissés de côté ; de 0 à 100 chez Last.fm compte pour 0 à 1</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>un nombre quelconque</translation>
    </message>
    <message>
        <source>Tracks with more tags are left out: too many tags are seldom careful ones</source>
        <translation>Les pistes ayant plus de tags sont laissées de côté : trop de tags sont rarement soignés</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Reads and matches everything, writes nothing</source>
        <translation>Lit et apparie tout, n’écrit rien</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>All rows or none; importing the same file again replaces what it said before</source>
        <translation>Toutes les lignes ou aucune ; réimporter le même fichier remplace ce qu’il disait avant</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Fichier…</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>Dossier…</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose the audio folder</source>
        <translation>Choisir le dossier audio</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Jeu de données</translation>
    </message>
    <message>
        <source>Audio folder</source>
        <translation>Dossier audio</translation>
    </message>
    <message>
        <source>Its paths are relative to</source>
        <translation>Ses chemins partent de</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Synonyms</source>
        <translation>Synonymes</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Note minimale</translation>
    </message>
    <message>
        <source>Most tags of a track</source>
        <translation>Tags par piste au plus</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>Dossier du jeu de données</translation>
    </message>
    <message>
        <source>Read by content: MagnaTagATune, MTG-Jamendo, Last.fm and the Million Song Dataset, FMA, GTZAN, and any table with a path column. The report of a preview or import appears here.</source>
        <translation>Reconnus à leur contenu : MagnaTagATune, MTG-Jamendo, Last.fm et le Million Song Dataset, FMA, GTZAN, et toute table avec une colonne path. Le compte rendu d’un aperçu ou d’une importation apparaît ici.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Sens</translation>
    </message>
    <message>
        <source>Report of the import</source>
        <translation>Compte rendu de l’importation</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Lecture du fichier…</translation>
    </message>
    <message>
        <source>Importing...</source>
        <translation>Importation en cours…</translation>
    </message>
    <message>
        <source>%1 rows read...</source>
        <translation>%1 lignes lues…</translation>
    </message>
    <message>
        <source>The import failed.</source>
        <translation>L’importation a échoué.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Arrêté ; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Preview of a %1 data set; nothing was written.</source>
        <translation>Aperçu d’un jeu de données %1 ; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>A %1 data set was imported.</source>
        <translation>Un jeu de données %1 a été importé.</translation>
    </message>
    <message>
        <source>in the data set</source>
        <translation>dans le jeu de données</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Appariées</translation>
    </message>
    <message>
        <source>Without a track</source>
        <translation>Sans piste</translation>
    </message>
    <message>
        <source>no track of the library fits; scan its folder, or name the audio folder</source>
        <translation>aucune piste de la bibliothèque ne convient ; analysez son dossier, ou nommez le dossier audio</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisibles</translation>
    </message>
    <message>
        <source>their track is there but cannot be read</source>
        <translation>leur piste est là mais ne peut être lue</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doublons</translation>
    </message>
    <message>
        <source>say again what an earlier row said</source>
        <translation>redisent ce qu’une ligne précédente disait</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusées</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissées de côté</translation>
    </message>
    <message>
        <source>by your choice, and %1 tags; %2 merged</source>
        <translation>par votre choix, et %1 tags ; %2 fusionnés</translation>
    </message>
    <message>
        <source>Different tags</source>
        <translation>Tags différents</translation>
    </message>
    <message>
        <source>and the split &apos;%1&apos;, without leaks</source>
        <translation>et la partition « %1 », sans fuite</translation>
    </message>
    <message numerus="yes">
        <source>and the split &apos;%1&apos;, in which %n recordings are in more than one part</source>
        <translation>
            <numerusform>et la partition « %1 », où %n enregistrement est dans plus d’une part</numerusform>
            <numerusform>et la partition « %1 », où %n enregistrements sont dans plus d’une part</numerusform>
        </translation>
    </message>
    <message>
        <source>Table, its columns named by you</source>
        <translation>Tableau dont vous nommez les colonnes</translation>
    </message>
    <message>
        <source>Columns...</source>
        <translation>Colonnes...</translation>
    </message>
    <message>
        <source>For any table: say what its columns mean, and see what its rows become</source>
        <translation>Pour tout tableau : dites ce que signifient ses colonnes et voyez ce que deviennent ses lignes</translation>
    </message>
    <message>
        <source>MSD500...</source>
        <translation>MSD500...</translation>
    </message>
    <message>
        <source>The published tag set in one step, from the Last.fm tags and the taste profile</source>
        <translation>Le jeu de tags publié en une étape, à partir des tags Last.fm et du profil d&apos;écoute</translation>
    </message>
    <message>
        <source>%1 by path</source>
        <translation>%1 par chemin</translation>
    </message>
    <message>
        <source>%1 by file name</source>
        <translation>%1 par nom de fichier</translation>
    </message>
    <message>
        <source>%1 by the data set&apos;s number</source>
        <translation>%1 par le numéro du jeu de données</translation>
    </message>
    <message>
        <source>%1 by an id in the file</source>
        <translation>%1 par un identifiant dans le fichier</translation>
    </message>
    <message>
        <source>%1 by content</source>
        <translation>%1 par le contenu</translation>
    </message>
    <message>
        <source>%1 by artist and title</source>
        <translation>%1 par artiste et titre</translation>
    </message>
    <message>
        <source>Find tracks by ids in their files too</source>
        <translation>Trouver aussi par les identifiants des fichiers</translation>
    </message>
    <message>
        <source>ISRC, MusicBrainz, AcoustID, TRACKID or comment; opens every file once</source>
        <translation>ISRC, MusicBrainz, AcoustID, TRACKID ou commentaire ; ouvre chaque fichier une fois</translation>
    </message>
    <message>
        <source>Find tracks by their content too</source>
        <translation>Trouver aussi par le contenu</translation>
    </message>
    <message>
        <source>Rows that nothing else matches are compared by the file they name below the audio folder: its bytes, then its decoded sound</source>
        <translation>Les lignes que rien d’autre ne relie sont comparées par le fichier qu’elles nomment sous le dossier audio : ses octets, puis son son décodé</translation>
    </message>
    <message>
        <source>not as the format wants them</source>
        <translation>pas comme le format les veut</translation>
    </message>
</context>
<context>
    <name>ui::ImportWeights</name>
    <message>
        <source>by the card inside</source>
        <translation>à la fiche qu&apos;il contient</translation>
    </message>
    <message>
        <source>by its check sum, as a published file</source>
        <translation>à sa somme de contrôle, comme fichier publié</translation>
    </message>
    <message>
        <source>by the names and shapes of its tensors</source>
        <translation>aux noms et formes de ses tenseurs</translation>
    </message>
    <message>
        <source>as you said, and its tensors agree</source>
        <translation>comme vous l&apos;avez dit, et ses tenseurs concordent</translation>
    </message>
    <message>
        <source>Recognised %1: %2.</source>
        <translation>Reconnu %1 : %2.</translation>
    </message>
    <message>
        <source>%1 tags, %2 parameters, preset %3.</source>
        <translation>%1 étiquettes, %2 paramètres, préréglage %3.</translation>
    </message>
    <message>
        <source>It is run %1 now: %2.</source>
        <translation>C&apos;est maintenant l&apos;entraînement %1 : %2.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Remarque : %1</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importer</translation>
    </message>
    <message>
        <source>a .pth, .pt or .safetensors file; nothing in it is executed</source>
        <translation>un fichier .pth, .pt ou .safetensors ; rien n&apos;y est exécuté</translation>
    </message>
    <message>
        <source>&amp;Choose...</source>
        <translation>&amp;Choisir...</translation>
    </message>
    <message>
        <source>Choose a weight file</source>
        <translation>Choisir un fichier de poids</translation>
    </message>
    <message>
        <source>Recognise it</source>
        <translation>Le reconnaître</translation>
    </message>
    <message>
        <source>As the file says, or as published</source>
        <translation>Comme le dit le fichier, ou comme publié</translation>
    </message>
    <message>
        <source>MagnaTagATune, 50 tags</source>
        <translation>MagnaTagATune, 50 étiquettes</translation>
    </message>
    <message>
        <source>Million Song Dataset, 50 tags</source>
        <translation>Million Song Dataset, 50 étiquettes</translation>
    </message>
    <message>
        <source>MTG-Jamendo, 50 tags in the order of the outputs</source>
        <translation>MTG-Jamendo, 50 étiquettes dans l&apos;ordre des sorties</translation>
    </message>
    <message>
        <source>A file with one name a line...</source>
        <translation>Un fichier avec un nom par ligne...</translation>
    </message>
    <message>
        <source>that of the file</source>
        <translation>celui du fichier</translation>
    </message>
    <message>
        <source>Weight file</source>
        <translation>Fichier de poids</translation>
    </message>
    <message>
        <source>Architecture of the file</source>
        <translation>Architecture du fichier</translation>
    </message>
    <message>
        <source>Names of its tags</source>
        <translation>Noms de ses étiquettes</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Nom de l&apos;entraînement</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Result of the import</source>
        <translation>Résultat de l&apos;importation</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Fichier :</translation>
    </message>
    <message>
        <source>Architecture:</source>
        <translation>Architecture :</translation>
    </message>
    <message>
        <source>Tags:</source>
        <translation>Étiquettes :</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Nom :</translation>
    </message>
    <message>
        <source>Import a weight file</source>
        <translation>Importer un fichier de poids</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.ckpt *.safetensors);;All files (*)</source>
        <translation>Poids (*.pth *.pt *.ckpt *.safetensors);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Names of the tags, one a line</source>
        <translation>Noms des étiquettes, un par ligne</translation>
    </message>
    <message>
        <source>Reading and checking the file...</source>
        <translation>Lecture et vérification du fichier...</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>L&apos;importation a été annulée.</translation>
    </message>
    <message>
        <source>Window and mel matrix stored in it agree with the preset.</source>
        <translation>La fenêtre et la matrice mel enregistrées dedans s&apos;accordent avec le préréglage.</translation>
    </message>
</context>
<context>
    <name>ui::InspectPage</name>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Piste</translation>
    </message>
    <message>
        <source>Read-out</source>
        <translation>Valeurs lues</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Plays or pauses</source>
        <translation>Lance la lecture ou la met en pause</translation>
    </message>
    <message>
        <source>Loop selection</source>
        <translation>Boucler la sélection</translation>
    </message>
    <message>
        <source>Plays the selection again and again</source>
        <translation>Joue la sélection en boucle</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Shows the whole track</source>
        <translation>Montre toute la piste</translation>
    </message>
    <message>
        <source>+</source>
        <translation>+</translation>
    </message>
    <message>
        <source>Zooms in</source>
        <translation>Agrandit</translation>
    </message>
    <message>
        <source>−</source>
        <translation>−</translation>
    </message>
    <message>
        <source>Zooms out</source>
        <translation>Réduit</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>Défiler à gauche</translation>
    </message>
    <message>
        <source>Scrolls a tenth of the view to the left</source>
        <translation>Défile d’un dixième de la vue vers la gauche</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>Défiler à droite</translation>
    </message>
    <message>
        <source>Scrolls a tenth of the view to the right</source>
        <translation>Défile d’un dixième de la vue vers la droite</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>Page à gauche</translation>
    </message>
    <message>
        <source>Scrolls a page to the left</source>
        <translation>Défile d’une page vers la gauche</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>Page à droite</translation>
    </message>
    <message>
        <source>Scrolls a page to the right</source>
        <translation>Défile d’une page vers la droite</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Goes to the start</source>
        <translation>Va au début</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Goes to the end</source>
        <translation>Va à la fin</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Effacer la sélection</translation>
    </message>
    <message>
        <source>Clears the selection</source>
        <translation>Efface la sélection</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Surimpression</translation>
    </message>
    <message>
        <source>Changes how much is drawn over the pictures</source>
        <translation>Change ce qui est dessiné par-dessus les images</translation>
    </message>
    <message>
        <source>%1    %2, %3 kHz</source>
        <translation>%1    %2, %3 kHz</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Lecture du fichier…</translation>
    </message>
    <message>
        <source>Nothing to look at yet. Choose a track in the library, or drop an audio file here.</source>
        <translation>Rien à examiner pour l’instant. Choisissez une piste dans la bibliothèque, ou déposez ici un fichier audio.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Opening %1...</source>
        <translation>Ouverture de %1…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Plays or pauses (Space)</source>
        <translation>Lance la lecture ou la met en pause (Espace)</translation>
    </message>
    <message>
        <source>Open library</source>
        <translation>Ouvrir la bibliothèque</translation>
    </message>
    <message>
        <source>%1 was not found at the last scan. Its tags and predictions are kept. When the file or its drive is back, rescan the library (F5).</source>
        <translation>%1 n’a pas été trouvé lors de la dernière analyse des dossiers. Ses tags et ses prédictions sont conservés. Quand le fichier ou son disque est de retour, relancez l’analyse de la bibliothèque (F5).</translation>
    </message>
    <message>
        <source>Tag %1 on or off</source>
        <translation>Tag %1 oui ou non</translation>
    </message>
    <message>
        <source>Gives the track the predicted tag of this number as yours, or takes it away</source>
        <translation>Donne à la piste le tag prédit de ce numéro comme étant le vôtre, ou le retire</translation>
    </message>
    <message>
        <source>Accept and next track</source>
        <translation>Accepter et piste suivante</translation>
    </message>
    <message>
        <source>Makes the predicted tags over their threshold yours and goes on to the next track</source>
        <translation>Fait vôtres les tags prédits au-dessus de leur seuil et passe à la piste suivante</translation>
    </message>
    <message>
        <source>Mark A</source>
        <translation>Marquer A</translation>
    </message>
    <message>
        <source>Makes the selection region A</source>
        <translation>Fait de la sélection la région A</translation>
    </message>
    <message>
        <source>Mark B</source>
        <translation>Marquer B</translation>
    </message>
    <message>
        <source>Makes the selection region B</source>
        <translation>Fait de la sélection la région B</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Forgets both regions</source>
        <translation>Oublie les deux régions</translation>
    </message>
    <message>
        <source>One track, seen as a model gets it: waveform, melgram and taggram on one time axis. A click moves the playhead, a drag in the waveform selects, L loops the selection.

The arrows scroll and zoom, F shows the whole track, O changes what is drawn over the pictures. The line at the bottom reads the value under the pointer.

On the right are the tags that a model gives, with its threshold as a line; choose which model, and it listens at once. Below them, what the model looked at for a tag, and which of the tracks it learned from are most like this one. A file from outside the library can be dropped here, too.</source>
        <translation>Un morceau, vu comme un modèle le reçoit : forme d&apos;onde, melgramme et taggramme sur un même axe du temps. Un clic déplace la tête de lecture, un glissement dans la forme d&apos;onde sélectionne, L joue la sélection en boucle.

Les flèches font défiler et zooment, F montre tout le morceau, O change ce qui est dessiné sur les images. La ligne du bas donne la valeur sous le pointeur.

À droite se trouvent les étiquettes que donne un modèle, avec leur seuil comme trait ; choisissez lequel, et il écoute aussitôt. Au-dessous, ce que le modèle a regardé pour une étiquette, et lesquels des titres dont il a appris ressemblent le plus à celui-ci. Un fichier hors de la bibliothèque peut aussi être déposé ici.</translation>
    </message>
    <message>
        <source>Why the model says so</source>
        <translation>Pourquoi le modèle le dit</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>A regardé</translation>
    </message>
    <message>
        <source>What the model looked at</source>
        <translation>Ce que le modèle a regardé</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>A appris de</translation>
    </message>
    <message>
        <source>Which of the tracks the model learned from are most like this one</source>
        <translation>Lesquels des titres dont le modèle a appris ressemblent le plus à celui-ci</translation>
    </message>
</context>
<context>
    <name>ui::JobBridge</name>
    <message>
        <source>There is no workspace to work on.</source>
        <translation>Il n’y a pas d’espace de travail ouvert.</translation>
    </message>
</context>
<context>
    <name>ui::JobStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Progression : %1</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>Annuler : %1</translation>
    </message>
    <message>
        <source>Stop within a second or two</source>
        <translation>Arrêter en une ou deux secondes</translation>
    </message>
    <message>
        <source>State of %1</source>
        <translation>État : %1</translation>
    </message>
    <message>
        <source>Waits for the jobs before it.</source>
        <translation>Attend les travaux précédents.</translation>
    </message>
    <message>
        <source>Paused; the Jobs page resumes it.</source>
        <translation>En pause ; la page Travaux le reprend.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
</context>
<context>
    <name>ui::JobTableModel</name>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 sur %3</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Tâche</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Done so far</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Écoulé</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Restant</translation>
    </message>
</context>
<context>
    <name>ui::JobsPage</name>
    <message>
        <source>This job has written nothing yet.</source>
        <translation>Cette tâche n’a encore rien écrit.</translation>
    </message>
    <message>
        <source>Choose a job to read its log.</source>
        <translation>Choisissez une tâche pour lire son journal.</translation>
    </message>
    <message>
        <source>Log of the chosen job</source>
        <translation>Journal de la tâche choisie</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Let the chosen job wait after its present track or batch</source>
        <translation>Suspendre la tâche choisie après la piste ou le lot en cours</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop the chosen job; what it finished is kept</source>
        <translation>Arrêter la tâche choisie ; ce qu’elle a terminé est conservé</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Go on with an interrupted, failed or cancelled job</source>
        <translation>Reprendre une tâche interrompue, échouée ou annulée</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>%1 was interrupted. What it had finished is kept.</source>
        <translation>%1 : tâche interrompue. Ce qu’elle avait terminé est conservé.</translation>
    </message>
    <message>
        <source>Resume it</source>
        <translation>La reprendre</translation>
    </message>
    <message>
        <source>Nothing has run yet. Add music first, then train a model on its tags.</source>
        <translation>Rien n’a encore été lancé. Ajoutez d’abord de la musique, puis entraînez un modèle sur ses tags.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Aller à la bibliothèque</translation>
    </message>
    <message>
        <source>When a training is done, choose a track and inspect what the model hears.</source>
        <translation>Une fois l’entraînement terminé, choisissez une piste et examinez ce que le modèle y entend.</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Everything that runs, waits, is done or failed, with its log. Pause and Cancel act within seconds and keep what is done; Resume goes on from there, also after the program was closed or the machine stopped.</source>
        <translation>Tout ce qui tourne, attend, est fini ou a échoué, avec son journal. Pause et Annuler agissent en quelques secondes et gardent ce qui est fait ; Reprendre continue de là, même après la fermeture du programme ou l’arrêt de la machine.</translation>
    </message>
</context>
<context>
    <name>ui::KeyList</name>
    <message>
        <source>Keys</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Les raccourcis et leur effet</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Effet</translation>
    </message>
</context>
<context>
    <name>ui::LabelPage</name>
    <message>
        <source>New session...</source>
        <translation>Nouvelle session...</translation>
    </message>
    <message>
        <source>Learn now</source>
        <translation>Apprendre maintenant</translation>
    </message>
    <message>
        <source>Whole network...</source>
        <translation>Réseau entier...</translation>
    </message>
    <message>
        <source>Let it listen</source>
        <translation>Le laisser écouter</translation>
    </message>
    <message>
        <source>Active learning: few labels, each well chosen. The model asks about the tracks it is unsure of and that are unlike those it knows. You listen, press 1 to 9 for the tags the track has, and Enter; what is left alone means no. Backspace goes back, S skips, Space plays.

After some labels the last layer learns in the background, in a second or two, and is measured on the validation part: the curve shows what each label bought. Whole network trains all of it, as a run of its own.

What you say is kept as tags of the tracks (source &apos;taught&apos;), and undo takes it back.</source>
        <translation>Apprentissage actif&#xa0;: peu de réponses, bien choisies. Le modèle demande les morceaux sur lesquels il hésite et qui ne ressemblent pas à ceux qu’il connaît. Vous écoutez, appuyez sur 1 à 9 pour les étiquettes du morceau, puis Entrée&#xa0;; ce qui n’est pas touché veut dire non. Retour arrière revient, S passe, Espace lit.

Après quelques réponses la dernière couche apprend en arrière-plan, en une ou deux secondes, et est mesurée sur la partie de validation&#xa0;: la courbe montre ce que chaque réponse a rapporté. Réseau entier l’entraîne tout entier, dans un entraînement à part.

Ce que vous dites est gardé comme étiquettes des morceaux (source «&#xa0;taught&#xa0;»), et annuler le reprend.</translation>
    </message>
    <message>
        <source>Labelling session</source>
        <translation>Session d’étiquetage</translation>
    </message>
    <message>
        <source>New labelling session</source>
        <translation>Nouvelle session d’étiquetage</translation>
    </message>
    <message>
        <source>The last layer learns all labels and is measured, then it asks anew; seconds</source>
        <translation>La dernière couche apprend toutes les réponses et est mesurée, puis le modèle demande de nouveau&#xa0;; quelques secondes</translation>
    </message>
    <message>
        <source>Fine-tune the whole network</source>
        <translation>Affiner le réseau entier</translation>
    </message>
    <message>
        <source>All layers learn the labels, at a small rate, as a run of its own; the whole library is listened to again</source>
        <translation>Toutes les couches apprennent les réponses, à petit pas, dans un entraînement à part&#xa0;; toute la bibliothèque est réécoutée</translation>
    </message>
    <message>
        <source>Let the run listen to the library</source>
        <translation>Laisser l’entraînement écouter la bibliothèque</translation>
    </message>
    <message>
        <source>The run predicts the whole library: without that it knows no track to ask about</source>
        <translation>L’entraînement prédit toute la bibliothèque&#xa0;: sans cela il ne connaît aucun morceau à demander</translation>
    </message>
    <message>
        <source>All layers are trained on your labels, as a run of its own, and the library is listened to again. This takes as long as a short training.</source>
        <translation>Toutes les couches sont entraînées sur vos réponses, dans un entraînement à part, et la bibliothèque est réécoutée. Cela dure autant qu’un court entraînement.</translation>
    </message>
    <message>
        <source>A model is taught here that has learned something before.</source>
        <translation>On instruit ici un modèle qui a déjà appris quelque chose.</translation>
    </message>
    <message>
        <source>Open Train</source>
        <translation>Ouvrir Entraîner</translation>
    </message>
    <message>
        <source>A split keeps tracks apart to measure on.</source>
        <translation>Une partition met de côté des morceaux pour mesurer.</translation>
    </message>
    <message>
        <source>Open Tags</source>
        <translation>Ouvrir Tags</translation>
    </message>
    <message>
        <source>Your labels are tags of the tracks, source &apos;taught&apos;; a training can learn from them like from any others.</source>
        <translation>Vos réponses sont des étiquettes des morceaux, source «&#xa0;taught&#xa0;»&#xa0;; un entraînement peut en apprendre comme de toutes les autres.</translation>
    </message>
    <message>
        <source>The model learns; go on meanwhile.</source>
        <translation>Le modèle apprend&#xa0;; continuez pendant ce temps.</translation>
    </message>
    <message>
        <source>Queued; Jobs shows how far it is, and stops it.</source>
        <translation>En attente&#xa0;; Tâches montre l’avancement et permet d’arrêter.</translation>
    </message>
    <message>
        <source>Stopped. Learn now begins again.</source>
        <translation>Arrêté. Apprendre maintenant recommence.</translation>
    </message>
</context>
<context>
    <name>ui::LeakCostDialog</name>
    <message>
        <source>undefined</source>
        <translation>indéfini</translation>
    </message>
    <message>
        <source>What would leakage have cost?</source>
        <translation>Qu’aurait coûté une fuite ?</translation>
    </message>
    <message>
        <source>Trains one model twice on the tracks of the split &apos;%1&apos;: with whole tracks in each part, as it is right, and with overlapping chunks of all tracks dealt out to the parts by chance. Then most test chunks share half their sound with a training chunk, and the score says little of new music.</source>
        <translation>Entraîne un modèle deux fois sur les pistes de la partition « %1 » : avec des pistes entières dans chaque partie, comme il se doit, et avec des morceaux chevauchants de toutes les pistes répartis au hasard. La plupart des morceaux de test partagent alors la moitié de leur son avec un morceau d’apprentissage, et le score dit peu d’une musique nouvelle.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Epochs of each</source>
        <translation>Époques de chacun</translation>
    </message>
    <message>
        <source>Windows a batch</source>
        <translation>Fenêtres par lot</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Test ROC-AUC</source>
        <translation>ROC-AUC de test</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Both scores</source>
        <translation>Les deux scores</translation>
    </message>
    <message>
        <source>Train both</source>
        <translation>Entraîner les deux</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Training both; the page Jobs shows how far it is. You may close this window.</source>
        <translation>Entraînement des deux ; la page Tâches montre où il en est. Vous pouvez fermer cette fenêtre.</translation>
    </message>
    <message>
        <source>Stopped. Begun again, it goes on where it was.</source>
        <translation>Arrêté. Recommencé, cela continue où c’en était.</translation>
    </message>
    <message>
        <source>Nothing was measured on this split yet.</source>
        <translation>Rien n’a encore été mesuré sur cette partition.</translation>
    </message>
    <message>
        <source>by tracks</source>
        <translation>par pistes</translation>
    </message>
    <message>
        <source>by chunks: LEAKING</source>
        <translation>par morceaux : FUITE</translation>
    </message>
    <message>
        <source>One of the scores is undefined: the test part has no tag with both kinds of tracks.</source>
        <translation>L’un des scores est indéfini : la partie de test n’a aucun tag avec les deux sortes de pistes.</translation>
    </message>
    <message>
        <source>%1, %2 epochs: the leak would have changed the ROC-AUC by %3, for nothing.</source>
        <translation>%1, %2 époques : la fuite aurait changé la ROC-AUC de %3, pour rien.</translation>
    </message>
</context>
<context>
    <name>ui::LearningChart</name>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Courbes d’apprentissage</translation>
    </message>
    <message>
        <source>%1, log scale</source>
        <translation>%1, échelle log.</translation>
    </message>
    <message>
        <source>%1, epoch %2: %3</source>
        <translation>%1, époque %2 : %3</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>best epoch: %1 (%2)</source>
        <translation>meilleure époque : %1 (%2)</translation>
    </message>
    <message>
        <source>%1, best epoch</source>
        <translation>%1, meilleure époque</translation>
    </message>
    <message>
        <source>%1: epoch %2, last validation value %3</source>
        <translation>%1 : époque %2, dernière valeur de validation %3</translation>
    </message>
    <message>
        <source>Choose a run below to see its curves.</source>
        <translation>Choisissez un entraînement ci-dessous pour voir ses courbes.</translation>
    </message>
    <message>
        <source>The curves appear after the first epoch.</source>
        <translation>Les courbes apparaissent après la première époque.</translation>
    </message>
</context>
<context>
    <name>ui::LibraryPage</name>
    <message>
        <source>Filter: words, or tag:piano artist:… state:unreadable</source>
        <translation>Filtre : des mots, ou tag:piano artist:… state:unreadable</translation>
    </message>
    <message>
        <source>Filter tracks</source>
        <translation>Filtrer les pistes</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>No music yet. Add a folder, and its tracks appear here while they are read.</source>
        <translation>Pas encore de musique. Ajoutez un dossier : ses pistes apparaissent ici au fur et à mesure de leur lecture.</translation>
    </message>
    <message>
        <source>Add music folder...</source>
        <translation>Ajouter un dossier de musique…</translation>
    </message>
    <message>
        <source>Open data set...</source>
        <translation>Ouvrir un jeu de données…</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Montrer dans le dossier</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copier le chemin</translation>
    </message>
    <message>
        <source>Add the folder that holds your music; nothing in it is changed.</source>
        <translation>Ajoutez le dossier où se trouve votre musique ; rien n’y est modifié.</translation>
    </message>
    <message>
        <source>Choose a track to see and hear it.</source>
        <translation>Choisissez une piste pour la voir et l’entendre.</translation>
    </message>
    <message>
        <source>Look at the chosen track: its waveform, what a model would see, and the tags it would give.</source>
        <translation>Examinez la piste choisie : sa forme d’onde, ce qu’un modèle en verrait et les tags qu’il lui donnerait.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Show or hide the tree of folders</source>
        <translation>Montrer ou cacher l’arbre des dossiers</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Show or hide what is known of the track</source>
        <translation>Montrer ou cacher ce que l’on sait de la piste</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>illisible</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>All tracks of your music folders. Add a folder by the menu or drop it here; the files are only read.

The box on top filters as you type: words, or tag:piano, artist:&quot;Miles Davis&quot;, state:unreadable. A click on a heading sorts. Return shows the track in Inspect, Space plays it. A file that cannot be used stays in the list; its tip says why.

On the right are the tags of the track by source. Those you add are kept in the workspace, not written into the file; Ctrl+Z takes them back.</source>
        <translation>Toutes les pistes de vos dossiers de musique. Ajoutez un dossier par le menu ou déposez-le ici ; les fichiers sont seulement lus.

Le champ du haut filtre au fil de la frappe : des mots, ou tag:piano, artist:&quot;Miles Davis&quot;, state:unreadable. Un clic sur un en-tête trie. Entrée montre la piste dans Examiner, Espace la joue. Un fichier inutilisable reste dans la liste ; son info-bulle dit pourquoi.

À droite se trouvent les tags de la piste par source. Ceux que vous ajoutez sont conservés dans l’espace de travail, pas écrits dans le fichier ; Ctrl+Z les annule.</translation>
    </message>
    <message>
        <source>Search for tracks like this</source>
        <translation>Chercher des pistes comme celle-ci</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Take back the last change of tags</source>
        <translation>Annuler la dernière modification des tags</translation>
    </message>
    <message>
        <source>Do the change again that was taken back</source>
        <translation>Refaire la modification qui a été annulée</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Rechercher</translation>
    </message>
    <message>
        <source>Put the cursor into the filter box</source>
        <translation>Placer le curseur dans le champ de filtre</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothèque</translation>
    </message>
    <message>
        <source>&amp;Rescan all folders</source>
        <translation>&amp;Relancer l’analyse des dossiers</translation>
    </message>
    <message>
        <source>Look for new, changed and missing files</source>
        <translation>Chercher les fichiers nouveaux, modifiés ou manquants</translation>
    </message>
    <message>
        <source>No music yet. Add a folder first.</source>
        <translation>Pas encore de musique. Ajoutez d’abord un dossier.</translation>
    </message>
    <message>
        <source>Open the training form</source>
        <translation>Ouvrir le formulaire d’entraînement</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Outils</translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation>Lancer la &amp;démonstration</translation>
    </message>
    <message>
        <source>Compose a small library, train on it and write a report</source>
        <translation>Composer une petite bibliothèque, s’y entraîner et écrire un rapport</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Open file...</source>
        <translation>&amp;Ouvrir un fichier…</translation>
    </message>
    <message>
        <source>See and hear one file without adding it to the library</source>
        <translation>Voir et entendre un fichier sans l’ajouter à la bibliothèque</translation>
    </message>
    <message>
        <source>Add &amp;music folder...</source>
        <translation>Ajouter un dossier de &amp;musique…</translation>
    </message>
    <message>
        <source>Read a folder of music into the library</source>
        <translation>Lire un dossier de musique dans la bibliothèque</translation>
    </message>
    <message>
        <source>Open &amp;data set...</source>
        <translation>Ouvrir un jeu de &amp;données…</translation>
    </message>
    <message>
        <source>Import a table of tags</source>
        <translation>Importer une table de tags</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Close Tagbench; running jobs can be resumed</source>
        <translation>Fermer Tagbench ; les tâches en cours pourront être reprises</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>A&amp;pparence</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Comme le &amp;système</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is</source>
        <translation>Clair ou sombre comme le bureau</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>Texte sombre sur fond clair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>Texte clair sur fond sombre</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>Plein &amp;écran</translation>
    </message>
    <message>
        <source>Use the whole screen, or go back to a window</source>
        <translation>Occuper tout l’écran, ou revenir à une fenêtre</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Lire</translation>
    </message>
    <message>
        <source>Play or pause the current track</source>
        <translation>Lire la piste courante ou la mettre en pause</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>Stop and go back to the beginning</source>
        <translation>Arrêter et revenir au début</translation>
    </message>
    <message>
        <source>P&amp;revious track</source>
        <translation>Piste p&amp;récédente</translation>
    </message>
    <message>
        <source>Choose the track before</source>
        <translation>Choisir la piste précédente</translation>
    </message>
    <message>
        <source>&amp;Next track</source>
        <translation>Piste &amp;suivante</translation>
    </message>
    <message>
        <source>Choose the next track</source>
        <translation>Choisir la piste suivante</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>&amp;Premiers pas</translation>
    </message>
    <message>
        <source>How to go from a folder to a trained tagger</source>
        <translation>Comment passer d’un dossier à un modèle entraîné</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Premiers pas</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Raccourcis</translation>
    </message>
    <message>
        <source>List all keys</source>
        <translation>Lister tous les raccourcis</translation>
    </message>
    <message>
        <source>&amp;About Tagbench</source>
        <translation>À &amp;propos de Tagbench</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version et licence</translation>
    </message>
    <message>
        <source>About Tagbench</source>
        <translation>À propos de Tagbench</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tagbench %1&lt;/b&gt;&lt;p&gt;From a folder of music to a trained, checked and explained tagger.&lt;/p&gt;&lt;p&gt;Free software, GPL 3 or later.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Tagbench %1&lt;/b&gt;&lt;p&gt;D’un dossier de musique à un étiqueteur entraîné, vérifié et expliqué.&lt;/p&gt;&lt;p&gt;Logiciel libre, GPL 3 ou ultérieure.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message numerus="yes">
        <source>Only the first of %n file(s) is shown. Add their folder to see all.</source>
        <translation>
            <numerusform>Seul le premier fichier est montré. Ajoutez le dossier pour tout voir.</numerusform>
            <numerusform>Seul le premier des %n fichiers est montré. Ajoutez leur dossier pour les voir tous.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add music folder</source>
        <translation>Ajouter un dossier de musique</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Ouvrir un fichier</translation>
    </message>
    <message>
        <source>Audio (*.wav *.flac *.ogg *.opus *.mp3 *.aiff *.aif *.au);;All files (*)</source>
        <translation>Audio (*.wav *.flac *.ogg *.opus *.mp3 *.aiff *.aif *.au);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open data set</source>
        <translation>Ouvrir un jeu de données</translation>
    </message>
    <message>
        <source>Tables of tags (*.csv *.tsv);;All files (*)</source>
        <translation>Tables de tags (*.csv *.tsv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Work is running</source>
        <translation>Un travail est en cours</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run. They stop when Tagbench closes and can be resumed later.</source>
        <translation>
            <numerusform>%n tâche est encore en cours. Elle s’arrête à la fermeture de Tagbench et pourra être reprise plus tard.</numerusform>
            <numerusform>%n tâches sont encore en cours. Elles s’arrêtent à la fermeture de Tagbench et pourront être reprises plus tard.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>Continuer le travail</translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) are away with their folder. All that is known of them is kept; rescan (F5) when it is back.</source>
        <translation>
            <numerusform>%n piste est absente avec son dossier. Tout ce que l’on en sait est conservé ; relancez l’analyse (F5) à son retour.</numerusform>
            <numerusform>%n pistes sont absentes avec leur dossier. Tout ce que l’on en sait est conservé ; relancez l’analyse (F5) à son retour.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Edit tags</source>
        <translation>&amp;Modifier les tags</translation>
    </message>
    <message>
        <source>Put the cursor where a tag of the current track is typed</source>
        <translation>Placer le curseur là où l’on saisit un tag de la piste courante</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>&amp;Paramètres…</translation>
    </message>
    <message>
        <source>Threads, device, look, language and storage</source>
        <translation>Fils d’exécution, périphérique, apparence, langue et stockage</translation>
    </message>
    <message>
        <source>Train a mo&amp;del...</source>
        <translation>Entraîner un mo&amp;dèle…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>Everything is saved: your tags are kept as you make them.</source>
        <translation>Tout est enregistré : vos tags sont conservés au fur et à mesure.</translation>
    </message>
    <message>
        <source>&amp;Track view</source>
        <translation>Vue de la &amp;piste</translation>
    </message>
    <message>
        <source>&amp;This page</source>
        <translation>&amp;Cette page</translation>
    </message>
    <message>
        <source>What the page in front is for and how it is used</source>
        <translation>À quoi sert la page affichée et comment l’utiliser</translation>
    </message>
    <message>
        <source>1. Add a folder of music, or run the demo.
2. Look at a track with Inspect, listen with Space.
3. Open Train and train a model on the tags.
4. Inspect again: the model&apos;s tags stand beside yours.

All keys: Ctrl+F1.</source>
        <translation>1. Ajoutez un dossier de musique, ou lancez la démo.
2. Regardez une piste avec Examiner, écoutez avec Espace.
3. Ouvrez Entraînement et entraînez un modèle sur les tags.
4. Examinez de nouveau : les tags du modèle sont à côté des vôtres.

Toutes les touches : Ctrl+F1.</translation>
    </message>
    <message>
        <source>Your tags are kept in the workspace as you make them; music files are written by Library &gt; Write tags into files only</source>
        <translation>Vos tags sont gardés dans l’espace de travail à mesure que vous les donnez ; seul Bibliothèque &gt; Écrire les tags dans les fichiers modifie la musique</translation>
    </message>
</context>
<context>
    <name>ui::MappingModel</name>
    <message>
        <source>differs only in writing</source>
        <translation>ne diffère que par la graphie</translation>
    </message>
    <message>
        <source>the type that data sets give it</source>
        <translation>le type que les jeux de données lui donnent</translation>
    </message>
    <message>
        <source>as cleaning said</source>
        <translation>comme l’a dit le nettoyage</translation>
    </message>
    <message>
        <source>by your table</source>
        <translation>par votre table</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>par vous</translation>
    </message>
    <message>
        <source>as delivered</source>
        <translation>tel quel</translation>
    </message>
    <message>
        <source>music files</source>
        <translation>fichiers de musique</translation>
    </message>
    <message>
        <source>your own tags</source>
        <translation>vos tags</translation>
    </message>
    <message>
        <source>(left out)</source>
        <translation>(écarté)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>In the vocabulary</source>
        <translation>Dans le vocabulaire</translation>
    </message>
    <message>
        <source>Type there</source>
        <translation>Son type là</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
</context>
<context>
    <name>ui::MergePanel</name>
    <message>
        <source>Untyped tags take a delivered type</source>
        <translation>Les tags sans type prennent un type fourni</translation>
    </message>
    <message>
        <source>A tag without a type takes the one that data sets give the same tag, if it is one alone. Types that a data set delivers stay as they are.</source>
        <translation>Un tag sans type prend celui que les jeux de données donnent au même tag, s’il est seul. Les types fournis par un jeu de données restent tels quels.</translation>
    </message>
    <message>
        <source>Bring writings of one tag together</source>
        <translation>Réunir les graphies d’un tag</translation>
    </message>
    <message>
        <source>Case, punctuation, &amp; and n, plural, and suffixes such as &apos;music&apos; do not matter then; the most common writing gives the name</source>
        <translation>La casse, la ponctuation, &amp; et n, le pluriel et des suffixes comme « music » ne comptent plus ; l’graphie la plus fréquente donne le nom</translation>
    </message>
    <message>
        <source>Take over what cleaning said</source>
        <translation>Reprendre ce qu’a dit le nettoyage</translation>
    </message>
    <message>
        <source>Untyped tags get the category and the target of the Cleaning tab</source>
        <translation>Les tags sans type reçoivent la catégorie et la cible de l’onglet Nettoyage</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Counts what would happen, writes nothing</source>
        <translation>Compte ce qui se passerait, n’écrit rien</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Fusionner</translation>
    </message>
    <message>
        <source>Makes one vocabulary of all sources; splits and trainings read it from then on. What you decided stays.</source>
        <translation>Fait un seul vocabulaire de toutes les sources ; les partitions et les entraînements le lisent désormais. Ce que vous avez décidé reste.</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Hors service</translation>
    </message>
    <message>
        <source>Splits and trainings read every source again; the mapping is kept</source>
        <translation>Partitions et entraînements lisent de nouveau chaque source ; la correspondance est gardée</translation>
    </message>
    <message>
        <source>Import table...</source>
        <translation>Importer une table...</translation>
    </message>
    <message>
        <source>A table source,tag,type,vocabulary_tag,vocabulary_type decides its rows</source>
        <translation>Une table source,tag,type,vocabulary_tag,vocabulary_type décide de ses lignes</translation>
    </message>
    <message>
        <source>Export table...</source>
        <translation>Exporter la table...</translation>
    </message>
    <message>
        <source>One vocabulary out of all sources</source>
        <translation>Un vocabulaire de toutes les sources</translation>
    </message>
    <message>
        <source>Filter by tag or name in the vocabulary</source>
        <translation>Filtrer par étiquette ou nom dans le vocabulaire</translation>
    </message>
    <message>
        <source>Filter the mapping</source>
        <translation>Filtrer la correspondance</translation>
    </message>
    <message>
        <source>Source shown</source>
        <translation>Source montrée</translation>
    </message>
    <message>
        <source>Only what changes</source>
        <translation>Seulement ce qui change</translation>
    </message>
    <message>
        <source>Mapping of the tags</source>
        <translation>Correspondance des tags</translation>
    </message>
    <message>
        <source>No tags yet. Scan a music folder or import data sets: then each of their tags is listed here with what it is called in the one vocabulary that they share.</source>
        <translation>Pas encore de tags. Analysez un dossier de musique ou importez des jeux de données : chacun de leurs tags est alors ici, avec son nom dans le vocabulaire commun.</translation>
    </message>
    <message>
        <source>Name in the vocabulary</source>
        <translation>Nom dans le vocabulaire</translation>
    </message>
    <message>
        <source>Type in the vocabulary</source>
        <translation>Type dans le vocabulaire</translation>
    </message>
    <message>
        <source>Call the chosen so</source>
        <translation>Nommer ainsi</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Écarter</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Libérer</translation>
    </message>
    <message>
        <source>Back to what the source delivers, and to the rules</source>
        <translation>Retour à ce que fournit la source, et aux règles</translation>
    </message>
    <message>
        <source>In use: splits, trainings and evaluations read the merged vocabulary.</source>
        <translation>En service : partitions, entraînements et évaluations lisent le vocabulaire fusionné.</translation>
    </message>
    <message>
        <source>Not in use: splits and trainings read the tags of every source as they are.</source>
        <translation>Hors service : partitions et entraînements lisent les tags de chaque source tels quels.</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Toutes les sources</translation>
    </message>
    <message>
        <source>mapping of %1</source>
        <translation>correspondance de %1</translation>
    </message>
    <message numerus="yes">
        <source>mapping of %n tags</source>
        <translation>
            <numerusform>correspondance de %n tag</numerusform>
            <numerusform>correspondance de %n tags</numerusform>
        </translation>
    </message>
    <message>
        <source>Merging...</source>
        <translation>Fusion...</translation>
    </message>
    <message>
        <source>Merging failed.</source>
        <translation>La fusion a échoué.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Arrêté ; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Preview, nothing was written:</source>
        <translation>Aperçu, rien n’a été écrit :</translation>
    </message>
    <message>
        <source>Done:</source>
        <translation>Fait :</translation>
    </message>
    <message>
        <source>%1 tags of %2 sources become %3</source>
        <translation>%1 tags de %2 sources deviennent %3</translation>
    </message>
    <message>
        <source>%1 are called otherwise, %2 are left out</source>
        <translation>%1 sont nommés autrement, %2 sont écartés</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>ligne %1 : %2</translation>
    </message>
    <message>
        <source>Import table</source>
        <translation>Importer une table</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tables (*.csv)</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Exporter la table</translation>
    </message>
    <message numerus="yes">
        <source>%n rows were written</source>
        <translation>
            <numerusform>%n ligne a été écrite</numerusform>
            <numerusform>%n lignes ont été écrites</numerusform>
        </translation>
    </message>
    <message>
        <source>Splits and trainings read every source again.</source>
        <translation>Partitions et entraînements lisent de nouveau chaque source.</translation>
    </message>
</context>
<context>
    <name>ui::ModelDetails</name>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>PR-AUC</source>
        <translation>PR-AUC</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Scores of the architecture</source>
        <translation>Scores de l&apos;architecture</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Published weights</source>
        <translation>Poids publiés</translation>
    </message>
    <message>
        <source>&amp;Train this...</source>
        <translation>En&amp;traîner...</translation>
    </message>
    <message>
        <source>Measure &amp;speed</source>
        <translation>Mesurer la vite&amp;sse</translation>
    </message>
    <message>
        <source>&amp;Get the chosen weights...</source>
        <translation>&amp;Obtenir les poids choisis...</translation>
    </message>
    <message>
        <source>Train this architecture</source>
        <translation>Entraîner cette architecture</translation>
    </message>
    <message>
        <source>Opens the Train page with this architecture chosen</source>
        <translation>Ouvre la page Entraîner avec cette architecture choisie</translation>
    </message>
    <message>
        <source>Measure speed</source>
        <translation>Mesurer la vitesse</translation>
    </message>
    <message>
        <source>Predicts some noise on this machine and keeps how long that took</source>
        <translation>Prédit du bruit sur cette machine et retient le temps que cela a pris</translation>
    </message>
    <message>
        <source>Get the chosen weights</source>
        <translation>Obtenir les poids choisis</translation>
    </message>
    <message>
        <source>Shows address, licence, size and check sum first; nothing is loaded before you agree</source>
        <translation>Montre d&apos;abord adresse, licence, taille et somme de contrôle ; rien n&apos;est chargé avant votre accord</translation>
    </message>
    <message>
        <source>Input: %1, %2 s a window</source>
        <translation>Entrée : %1, %2 s par fenêtre</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>Préréglage : %1</translation>
    </message>
    <message>
        <source>%1 parameters with 50 tags</source>
        <translation>%1 paramètres avec 50 étiquettes</translation>
    </message>
    <message>
        <source>Measured here: %1 times real time, %2 windows a second on %3</source>
        <translation>Mesuré ici : %1 fois le temps réel, %2 fenêtres par seconde sur %3</translation>
    </message>
    <message>
        <source>Speed on this machine: not measured yet</source>
        <translation>Vitesse sur cette machine : pas encore mesurée</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Licence : %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Remarque : %1</translation>
    </message>
    <message>
        <source>published</source>
        <translation>publié</translation>
    </message>
    <message>
        <source>Here (validation)</source>
        <translation>Ici (validation)</translation>
    </message>
    <message>
        <source>no run yet</source>
        <translation>pas encore d&apos;entraînement</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>mesuré ici</translation>
    </message>
    <message>
        <source>Other music and other tags than those of the published figures: not comparable with them</source>
        <translation>Autre musique et autres étiquettes que celles des chiffres publiés : non comparables</translation>
    </message>
    <message>
        <source>Not to be had from here; see %1</source>
        <translation>Ne peut être obtenu d&apos;ici ; voir %1</translation>
    </message>
    <message>
        <source>Learns in stages, by itself: %1 members that hear %2 s at once, then a classifier of whole songs. Takes as long as training each member.</source>
        <translation>Apprend par étapes, tout seul : %1 membres qui entendent %2 s à la fois, puis un classifieur de pistes entières. Dure autant que l’entraînement de chaque membre.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Variants and their parameters: %1</source>
        <translation>Variantes et leurs paramètres : %1</translation>
    </message>
    <message>
        <source>Learne&amp;d filters</source>
        <translation>Filtres &amp;appris</translation>
    </message>
    <message>
        <source>Learned filters</source>
        <translation>Filtres appris</translation>
    </message>
    <message>
        <source>Shows what the first layer of its newest run has learned, or what it starts from</source>
        <translation>Montre ce qu&apos;a appris la première couche de son entraînement le plus récent, ou ce dont elle part</translation>
    </message>
</context>
<context>
    <name>ui::ModelsPage</name>
    <message>
        <source>Every architecture that can be trained here, as a table to sort. Click a column&apos;s head to sort by it.

Scores called published were measured by others on their data; beside them stands the best run of this workspace. The speed is measured on this machine.

On the right: what the chosen one is, published weights of it, and the way to train it. Weight files are imported below; nothing in them is executed.</source>
        <translation>Toutes les architectures qui peuvent être entraînées ici, dans un tableau à trier. Cliquez sur l&apos;en-tête d&apos;une colonne pour trier.

Les scores dits publiés ont été mesurés par d&apos;autres sur leurs données ; à côté figure le meilleur entraînement de cet espace. La vitesse est mesurée sur cette machine.

À droite : ce qu&apos;est l&apos;architecture choisie, ses poids publiés et le moyen de l&apos;entraîner. Les fichiers de poids s&apos;importent au-dessous ; rien n&apos;y est exécuté.</translation>
    </message>
    <message>
        <source>Choose an architecture and train it, or take published weights and let them tag your music.</source>
        <translation>Choisissez une architecture et entraînez-la, ou prenez des poids publiés et laissez-les étiqueter votre musique.</translation>
    </message>
    <message>
        <source>Tag the library...</source>
        <translation>Étiqueter la bibliothèque...</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architectures</translation>
    </message>
    <message>
        <source>Measure &amp;all</source>
        <translation>Tout &amp;mesurer</translation>
    </message>
    <message>
        <source>Measure the speed of all</source>
        <translation>Mesurer la vitesse de toutes</translation>
    </message>
    <message>
        <source>Measures how fast each architecture predicts on this machine; a minute or two</source>
        <translation>Mesure la vitesse de prédiction de chaque architecture sur cette machine ; une minute ou deux</translation>
    </message>
    <message>
        <source>Architectures: %1</source>
        <translation>Architectures : %1</translation>
    </message>
    <message>
        <source>The cards of the architectures are missing from this installation.</source>
        <translation>Les fiches des architectures manquent dans cette installation.</translation>
    </message>
    <message>
        <source>Get published weights</source>
        <translation>Obtenir des poids publiés</translation>
    </message>
    <message>
        <source>Load %1 from the network?</source>
        <translation>Charger %1 depuis le réseau ?</translation>
    </message>
    <message>
        <source>Address: %1
Licence: %2
Size: %3
SHA-256: %4</source>
        <translation>Adresse : %1
Licence : %2
Taille : %3
SHA-256 : %4</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Obtenir</translation>
    </message>
    <message>
        <source>The weights are a run of this workspace now. Let them listen to your tracks.</source>
        <translation>Les poids sont maintenant un entraînement de cet espace. Laissez-les écouter vos morceaux.</translation>
    </message>
    <message>
        <source>Tag the library</source>
        <translation>Étiqueter la bibliothèque</translation>
    </message>
    <message>
        <source>Learned filters shows what the first layer of a run has learned: the frequency responses of kernels on the waveform, kernels over bands and times, or the sharpness of harmonic filters. Beside it a layer that has learned nothing: what looks alike in both was not learned.</source>
        <translation>Filtres appris montre ce que la première couche d&apos;un entraînement a appris : les réponses en fréquence des noyaux sur la forme d&apos;onde, les noyaux sur bandes et temps, ou la finesse des filtres harmoniques. À côté, une couche qui n&apos;a rien appris : ce qui se ressemble dans les deux n&apos;a pas été appris.</translation>
    </message>
    <message>
        <source>Learned filters</source>
        <translation>Filtres appris</translation>
    </message>
</context>
<context>
    <name>ui::NextStep</name>
    <message>
        <source>Next step</source>
        <translation>Étape suivante</translation>
    </message>
</context>
<context>
    <name>ui::ParallelCoordinates</name>
    <message>
        <source>Trials as lines across their settings</source>
        <translation>Essais en lignes à travers leurs réglages</translation>
    </message>
    <message>
        <source>A line is a trial, the right axis what came of it. Drag along an axis to keep the trials through that stretch; a click takes it away.</source>
        <translation>Une ligne est un essai, l&apos;axe de droite son résultat. Glissez le long d&apos;un axe pour garder les essais qui y passent ; un clic l&apos;enlève.</translation>
    </message>
    <message>
        <source>%1 trials, %2 axes</source>
        <translation>%1 essais, %2 axes</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>pas encore</translation>
    </message>
    <message>
        <source>%1 of %2 trials kept</source>
        <translation>%1 essais sur %2 gardés</translation>
    </message>
    <message>
        <source>%1 (best)</source>
        <translation>%1 (meilleur)</translation>
    </message>
    <message>
        <source>No search yet. Choose what is varied and start: every trial becomes a line here.</source>
        <translation>Pas encore de recherche. Choisissez ce qui varie et lancez : chaque essai devient une ligne ici.</translation>
    </message>
    <message>
        <source>best</source>
        <translation>meilleur</translation>
    </message>
</context>
<context>
    <name>ui::PipelineStrip</name>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Fusion</translation>
    </message>
    <message>
        <source>Track ids</source>
        <translation>Identifiants</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Resampled</source>
        <translation>Tirage</translation>
    </message>
    <message>
        <source>Melgrams</source>
        <translation>Melgrammes</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Contrôle</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n titre</numerusform>
            <numerusform>%n titres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ids</source>
        <translation>
            <numerusform>%n identifiant</numerusform>
            <numerusform>%n identifiants</numerusform>
        </translation>
    </message>
    <message>
        <source>no leaks</source>
        <translation>aucune fuite</translation>
    </message>
    <message numerus="yes">
        <source>%n leaks</source>
        <translation>
            <numerusform>%n fuite</numerusform>
            <numerusform>%n fuites</numerusform>
        </translation>
    </message>
    <message>
        <source>leaking</source>
        <translation>fuites</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>à jour</translation>
    </message>
    <message>
        <source>as imported</source>
        <translation>comme importés</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>non utilisé</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>rien encore</translation>
    </message>
    <message>
        <source>to be made</source>
        <translation>à faire</translation>
    </message>
    <message>
        <source>other settings</source>
        <translation>autres réglages</translation>
    </message>
    <message>
        <source>earlier step changes</source>
        <translation>une étape avant change</translation>
    </message>
    <message>
        <source>%1 lacking</source>
        <translation>%1 manquants</translation>
    </message>
    <message>
        <source>tags changed</source>
        <translation>tags changés</translation>
    </message>
    <message>
        <source>input changed</source>
        <translation>entrée changée</translation>
    </message>
    <message>
        <source>%1 readable, %2 missing, %3 unreadable tracks</source>
        <translation>%1 titres lisibles, %2 absents, %3 illisibles</translation>
    </message>
    <message>
        <source>%1 pairs of track and tag from all sources</source>
        <translation>%1 paires de titre et de tag de toutes les sources</translation>
    </message>
    <message>
        <source>Fixed when first given; %1 tracks also have a fingerprint of their sound</source>
        <translation>Fixés dès le début ; %1 titres ont aussi une empreinte de leur son</translation>
    </message>
    <message>
        <source>Training / validation / test</source>
        <translation>Apprentissage / validation / test</translation>
    </message>
    <message>
        <source>What is there is used again; only what lacks is built</source>
        <translation>Ce qui existe est réutilisé ; seul ce qui manque est construit</translation>
    </message>
    <message>
        <source>A published split: it is kept as it is</source>
        <translation>Une partition publiée : elle reste telle quelle</translation>
    </message>
    <message>
        <source>Preset of the melgrams</source>
        <translation>Préréglage des melgrammes</translation>
    </message>
    <message>
        <source>Run what is stale</source>
        <translation>Refaire le périmé</translation>
    </message>
    <message>
        <source>Makes what is missing or stale, in order, and nothing else</source>
        <translation>Fait ce qui manque ou est périmé, dans l&apos;ordre, et rien d&apos;autre</translation>
    </message>
    <message numerus="yes">
        <source>%n steps were queued</source>
        <translation>
            <numerusform>%n étape est en file</numerusform>
            <numerusform>%n étapes sont en file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Player</name>
    <message>
        <source>No sound output found. You can look at and analyse music, but not play it.</source>
        <translation>Aucune sortie audio trouvée. Vous pouvez regarder et analyser la musique, mais pas l’écouter.</translation>
    </message>
    <message>
        <source>This file cannot be played: %1</source>
        <translation>Ce fichier ne peut pas être lu : %1</translation>
    </message>
    <message>
        <source>This file cannot be opened any more. Rescan its folder.</source>
        <translation>Ce fichier ne s’ouvre plus. Relancez l’analyse de son dossier.</translation>
    </message>
</context>
<context>
    <name>ui::PretrainForm</name>
    <message>
        <source>Pre-train</source>
        <translation>Pré-entraîner</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>A track gives one pair of pieces an epoch. Stop whenever you like: every epoch is kept.</source>
        <translation>Une piste donne une paire d’extraits par époque. Arrêtez quand vous voulez : chaque époque est gardée.</translation>
    </message>
    <message>
        <source>Pairs a batch</source>
        <translation>Paires par lot</translation>
    </message>
    <message>
        <source>Each pair is told from all others of its batch</source>
        <translation>Chaque paire est distinguée de toutes les autres de son lot</translation>
    </message>
    <message>
        <source>Learn without labels</source>
        <translation>Apprendre sans étiquettes</translation>
    </message>
    <message>
        <source>Needs music, no tags. Two changed pieces of a track must come out nearer to each other than to pieces of other tracks (CLMR). Gives an encoder; the same network before it learned is kept for comparison.</source>
        <translation>Il faut de la musique, pas de tags. Deux extraits modifiés d’une piste doivent se retrouver plus près l’un de l’autre que des extraits d’autres pistes (CLMR). Donne un encodeur ; le même réseau avant apprentissage est gardé pour comparer.</translation>
    </message>
</context>
<context>
    <name>ui::ProbeForm</name>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>Encodeurs</translation>
    </message>
    <message>
        <source>Networks that turn a track into numbers. They stay as they are; only the small probe behind them learns.</source>
        <translation>Des réseaux qui changent une piste en nombres. Ils restent tels quels ; seule la petite sonde derrière eux apprend.</translation>
    </message>
    <message>
        <source>Vectors of your own...</source>
        <translation>Vos propres vecteurs…</translation>
    </message>
    <message>
        <source>A folder with one NumPy file for each track, from any other program</source>
        <translation>Un dossier avec un fichier NumPy par piste, de n’importe quel autre programme</translation>
    </message>
    <message>
        <source>Shares of the labels</source>
        <translation>Parts des étiquettes</translation>
    </message>
    <message>
        <source>Per cent of the labelled training tracks, with semicolons between them</source>
        <translation>Pour cent des pistes d’entraînement étiquetées, séparés par des points-virgules</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Graines</translation>
    </message>
    <message>
        <source>How often each is repeated, with other tracks and weights: the spread tells what is chance</source>
        <translation>Combien de fois chacun est répété, avec d’autres pistes et d’autres poids : l’écart dit ce qui est hasard</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Computes what is not known yet; what was measured before is kept</source>
        <translation>Calcule ce qui n’est pas encore connu ; ce qui a été mesuré est gardé</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Sondes</translation>
    </message>
    <message>
        <source>Labels, %</source>
        <translation>Étiquettes, %</translation>
    </message>
    <message>
        <source>Compare encoders</source>
        <translation>Comparer des encodeurs</translation>
    </message>
    <message>
        <source>Folder of vectors, one .npy file for each track</source>
        <translation>Dossier de vecteurs, un fichier .npy par piste</translation>
    </message>
    <message>
        <source>vectors in %1</source>
        <translation>vecteurs de %1</translation>
    </message>
    <message>
        <source>Labels and a split are wanted: give tags, then make a split on the page Tags.</source>
        <translation>Il faut des étiquettes et un découpage : donnez des tags, puis faites un découpage sur la page Tags.</translation>
    </message>
    <message>
        <source>Tick at least one encoder.</source>
        <translation>Cochez au moins un encodeur.</translation>
    </message>
    <message>
        <source>Tick at least one probe.</source>
        <translation>Cochez au moins une sonde.</translation>
    </message>
    <message>
        <source>Shares are per cent above 0 and up to 100, with semicolons between them.</source>
        <translation>Les parts sont des pour cent au-dessus de 0 et jusqu’à 100, séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Write vectors...</source>
        <translation>Écrire les vecteurs...</translation>
    </message>
    <message>
        <source>Tries 216 recipes - standardised or not, with or without a hidden layer, batch, rate, dropout, weight decay - and takes the one the validation part likes best. Minutes for every encoder, share and seed; what was tried is kept.</source>
        <translation>Essaie 216 recettes – normalisées ou non, avec ou sans couche cachée, lot, pas, dropout, décroissance des poids – et garde celle que préfère la partie de validation. Des minutes pour chaque encodeur, part et graine ; ce qui a été essayé est conservé.</translation>
    </message>
    <message>
        <source>What the ticked encoders say of each track, as NumPy files for other programs</source>
        <translation>Ce que les encodeurs cochés disent de chaque piste, en fichiers NumPy pour d’autres programmes</translation>
    </message>
    <message>
        <source>Folder for the vectors</source>
        <translation>Dossier pour les vecteurs</translation>
    </message>
</context>
<context>
    <name>ui::ProbeResults</name>
    <message>
        <source>What labels buy</source>
        <translation>Ce qu’apportent les étiquettes</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Sonde</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Mean and spread over the seeds</source>
        <translation>Moyenne et écart sur les graines</translation>
    </message>
    <message>
        <source>No comparison yet.

Tick encoders on the left - a trained run, one that learned without labels, one that learned nothing - and press Compare: the chart shows how many labels each of them needs.</source>
        <translation>Pas encore de comparaison.

Cochez des encodeurs à gauche - un essai entraîné, un qui a appris sans étiquettes, un qui n’a rien appris - et appuyez sur Comparer : le graphique montre de combien d’étiquettes chacun a besoin.</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Expérience</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Save table or chart</source>
        <translation>Enregistrer la table ou le graphique</translation>
    </message>
    <message>
        <source>Every probe as a table (CSV), or the chart (SVG, PNG)</source>
        <translation>Toutes les sondes en table (CSV), ou le graphique (SVG, PNG)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove this experiment</source>
        <translation>Retirer cette expérience</translation>
    </message>
    <message>
        <source>Forgets its measures; computed features stay</source>
        <translation>Oublie ses mesures ; les descripteurs calculés restent</translation>
    </message>
    <message>
        <source>#%1  %2</source>
        <translation>#%1  %2</translation>
    </message>
    <message>
        <source> (runs)</source>
        <translation> (en cours)</translation>
    </message>
    <message>
        <source> (stopped)</source>
        <translation> (arrêtée)</translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s), measured on the test part of split %1. Lines are means over seeds, whiskers one standard deviation.</source>
        <translation>
            <numerusform>%n tag, mesuré sur la partie test du découpage %1. Les lignes sont des moyennes sur les graines, les barres un écart type.</numerusform>
            <numerusform>%n tags, mesurés sur la partie test du découpage %1. Les lignes sont des moyennes sur les graines, les barres un écart type.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation>Rien n’a encore été mesuré.</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
    <message>
        <source>Chart (*.svg *.png);;Table (*.csv)</source>
        <translation>Graphique (*.svg *.png);;Table (*.csv)</translation>
    </message>
    <message>
        <source>Remove experiment</source>
        <translation>Retirer l’expérience</translation>
    </message>
    <message>
        <source>Forget the measures of this experiment? They can only be measured anew.</source>
        <translation>Oublier les mesures de cette expérience ? Il faudrait les refaire.</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Moyennes</translation>
    </message>
    <message>
        <source>Recipes of the grid</source>
        <translation>Recettes de la grille</translation>
    </message>
    <message>
        <source>The validation part chose the layer; the test part was asked for the chosen one alone. ROC-AUC on the validation part:</source>
        <translation>La part de validation a choisi la couche ; la part de test n’a servi que pour celle-ci. ROC-AUC sur la part de validation :</translation>
    </message>
    <message>
        <source>layer %1: %2</source>
        <translation>couche %1 : %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, chosen by %n seed(s)</source>
        <translation>
            <numerusform>%1, choisie par %n graine</numerusform>
            <numerusform>%1, choisie par %n graines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProbesPage</name>
    <message>
        <source>Pre-training %1 has not finished an epoch yet.</source>
        <translation>Le pré-entraînement %1 n’a pas encore fini d’époque.</translation>
    </message>
    <message>
        <source>Pre-training %1: epoch %2, loss %3, cosine of pairs %4, spread %5.</source>
        <translation>Pré-entraînement %1 : époque %2, perte %3, cosinus des paires %4, dispersion %5.</translation>
    </message>
    <message>
        <source>For large collections with few labels.

Pre-train learns from the sound alone: no tag is needed. An encoder turns each track into numbers and stays as it is; a probe is a small classifier that learns tags from these numbers. Compare measures, on test tracks, what each encoder is worth when only 1, 5, 10 or all per cent of the labels are there, several seeds each.

A network that learned nothing stands beside: what does not beat it was not worth learning. A student (semi-supervised learning) is trained with labels and predictions of a teacher; a probe needs labels alone.</source>
        <translation>Pour les grandes collections avec peu d’étiquettes.

Le pré-entraînement apprend du son seul : aucun tag n’est nécessaire. Un encodeur change chaque piste en nombres et reste tel quel ; une sonde est un petit classifieur qui apprend les tags à partir de ces nombres. Comparer mesure, sur les pistes de test, ce que vaut chaque encodeur quand il n’y a que 1, 5, 10 ou 100 pour cent des étiquettes, avec plusieurs graines.

Un réseau qui n’a rien appris est à côté : ce qui ne le bat pas ne valait pas la peine. Un élève (apprentissage semi-supervisé) est entraîné avec des étiquettes et les prédictions d’un maître ; une sonde n’a besoin que d’étiquettes.</translation>
    </message>
    <message>
        <source>An encoder that does well with few labels is worth fine-tuning: choose it in Train as the checkpoint to start from.</source>
        <translation>Un encodeur qui réussit avec peu d’étiquettes mérite d’être affiné : choisissez-le dans Entraîner comme point de départ.</translation>
    </message>
    <message>
        <source>Open Train</source>
        <translation>Ouvrir Entraîner</translation>
    </message>
    <message>
        <source>Queued; Jobs shows how far it is, and stops it.</source>
        <translation>En file ; Tâches montre où il en est, et l’arrête.</translation>
    </message>
    <message>
        <source>Sound as a language (second tab) is another way to learn without labels: codes for pieces of sound, and a model of which code comes next. It is compared as an encoder, too, always beside its untrained twin and the bare codes.</source>
        <translation>Le son comme langage (second onglet) est une autre façon d’apprendre sans étiquettes : des codes pour des morceaux de son, et un modèle de quel code vient ensuite. On le compare aussi comme encodeur, toujours à côté de son jumeau non entraîné et des codes seuls.</translation>
    </message>
    <message>
        <source>Encoders and labels</source>
        <translation>Encodeurs et étiquettes</translation>
    </message>
    <message>
        <source>Sound as a language</source>
        <translation>Le son comme langage</translation>
    </message>
</context>
<context>
    <name>ui::ProgressPanel</name>
    <message>
        <source>%1: go on with run %2</source>
        <translation>%1 : poursuivre l’entraînement %2</translation>
    </message>
    <message>
        <source>%1: %2, epochs: %3</source>
        <translation>%1 : %2, époques : %3</translation>
    </message>
    <message>
        <source>%1: run %2</source>
        <translation>%1 : entraînement %2</translation>
    </message>
    <message>
        <source>Share of the training that is done</source>
        <translation>Part de l’entraînement déjà faite</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Wait after the present batch</source>
        <translation>Attendre après le lot en cours</translation>
    </message>
    <message>
        <source>Finish now</source>
        <translation>Terminer maintenant</translation>
    </message>
    <message>
        <source>End the training now and keep its best epoch; it is measured as usual</source>
        <translation>Finir l’entraînement maintenant et garder sa meilleure époque ; elle est mesurée comme d’habitude</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop; finished epochs are kept and can be gone on from</source>
        <translation>Arrêter ; les époques finies sont gardées et l’on peut en repartir</translation>
    </message>
    <message>
        <source>Jobs that wait</source>
        <translation>Tâches en attente</translation>
    </message>
    <message>
        <source>They begin one after another, from top to bottom</source>
        <translation>Elles commencent l’une après l’autre, de haut en bas</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Let the chosen job begin earlier</source>
        <translation>Faire commencer plus tôt la tâche choisie</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Take the chosen job out of the queue</source>
        <translation>Retirer la tâche choisie de la file</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>A training begins</source>
        <translation>Un entraînement commence</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Another program trains this run: %1 of %2 epochs done</source>
        <translation>Un autre programme mène cet entraînement : %1 époques sur %2 faites</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1 : %2 sur %3</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Époque %1 sur %2</translation>
    </message>
    <message>
        <source>checking on the validation part</source>
        <translation>vérification sur la part de validation</translation>
    </message>
    <message>
        <source>batch %1 of %2</source>
        <translation>lot %1 sur %2</translation>
    </message>
    <message>
        <source>%1 windows/s</source>
        <translation>%1 fenêtres/s</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>se termine</translation>
    </message>
    <message>
        <source>The training ends now; its best epoch is kept.</source>
        <translation>L’entraînement se termine ; sa meilleure époque est gardée.</translation>
    </message>
    <message>
        <source>The training ends with its first epoch, so that there is something to keep.</source>
        <translation>L’entraînement se terminera avec sa première époque, afin qu’il y ait quelque chose à garder.</translation>
    </message>
</context>
<context>
    <name>ui::RecipeDialog</name>
    <message>
        <source>All tracks of the data set</source>
        <translation>Tous les titres du jeu de données</translation>
    </message>
    <message>
        <source>Somebody listened to them</source>
        <translation>Quelqu&apos;un les a écoutés</translation>
    </message>
    <message>
        <source>Tags with a high enough score</source>
        <translation>Tags au score suffisant</translation>
    </message>
    <message>
        <source>Tracks with not too many tags</source>
        <translation>Titres sans trop de tags</translation>
    </message>
    <message>
        <source>Found in your library</source>
        <translation>Trouvés dans votre bibliothèque</translation>
    </message>
    <message>
        <source>Spellings of one tag together</source>
        <translation>Graphies d&apos;un tag réunies</translation>
    </message>
    <message>
        <source>Tags on enough tracks</source>
        <translation>Tags sur assez de titres</translation>
    </message>
    <message>
        <source>Recipe: MSD500</source>
        <translation>Recette : MSD500</translation>
    </message>
    <message>
        <source>From Last.fm&apos;s tags of the Million Song Dataset: tracks of the taste profile, good scores, not too many tags, spellings grouped, tags on enough tracks. All of it or nothing is written.</source>
        <translation>À partir des tags Last.fm du Million Song Dataset : titres du profil d&apos;écoute, bons scores, pas trop de tags, graphies réunies, tags sur assez de titres. Tout est écrit, ou rien.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titres</translation>
    </message>
    <message>
        <source>Tags on tracks</source>
        <translation>Tags sur des titres</translation>
    </message>
    <message>
        <source>Different tags</source>
        <translation>Tags différents</translation>
    </message>
    <message>
        <source>What each step left</source>
        <translation>Ce que chaque étape a laissé</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Counts every step, writes nothing</source>
        <translation>Compte chaque étape, n&apos;écrit rien</translation>
    </message>
    <message>
        <source>Run the recipe</source>
        <translation>Suivre la recette</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir...</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Choisir : %1</translation>
    </message>
    <message>
        <source>Last.fm tags</source>
        <translation>Tags Last.fm</translation>
    </message>
    <message>
        <source>lastfm_tags.db, or the folder of the JSON files</source>
        <translation>lastfm_tags.db, ou le dossier des fichiers JSON</translation>
    </message>
    <message>
        <source>Taste profile</source>
        <translation>Profil d&apos;écoute</translation>
    </message>
    <message>
        <source>Triplets: user, song, count</source>
        <translation>Triplets : auditeur, chanson, nombre</translation>
    </message>
    <message>
        <source>Songs&apos; tracks</source>
        <translation>Titres des chansons</translation>
    </message>
    <message>
        <source>unique_tracks.txt; beside the tags if empty</source>
        <translation>unique_tracks.txt ; à côté des tags si vide</translation>
    </message>
    <message>
        <source>Audio folder</source>
        <translation>Dossier audio</translation>
    </message>
    <message>
        <source>All scanned folders</source>
        <translation>Tous les dossiers analysés</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Score minimal</translation>
    </message>
    <message>
        <source>Most tags of a track</source>
        <translation>Tags d&apos;un titre au plus</translation>
    </message>
    <message>
        <source>Fewest tracks of a tag</source>
        <translation>Titres d&apos;un tag au moins</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Lecture...</translation>
    </message>
    <message>
        <source>%1 rows read...</source>
        <translation>%1 lignes lues...</translation>
    </message>
    <message>
        <source>The recipe failed.</source>
        <translation>La recette a échoué.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Arrêté ; rien n&apos;a été écrit.</translation>
    </message>
    <message>
        <source>Preview; nothing was written.</source>
        <translation>Aperçu ; rien n&apos;a été écrit.</translation>
    </message>
    <message>
        <source>Done. The groups stand beside the tags they were made of; Cleaning shows them and takes them back.</source>
        <translation>Fait. Les groupes sont à côté des tags dont ils sont faits ; Nettoyage les montre et les reprend.</translation>
    </message>
</context>
<context>
    <name>ui::ReportLists</name>
    <message>
        <source>Matched</source>
        <translation>Appariées</translation>
    </message>
    <message>
        <source>Without a track</source>
        <translation>Sans piste</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisibles</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doublons</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusées</translation>
    </message>
    <message>
        <source>List shown</source>
        <translation>Liste montrée</translation>
    </message>
    <message>
        <source>Export list...</source>
        <translation>Exporter la liste...</translation>
    </message>
    <message>
        <source>Rows of the import</source>
        <translation>Lignes de l’import</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Why it was refused</source>
        <translation>Pourquoi elle a été refusée</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message numerus="yes">
        <source>the first %n; the exported list has all</source>
        <translation>
            <numerusform>la première ; la liste exportée les a toutes</numerusform>
            <numerusform>les %n premières ; la liste exportée les a toutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Export list</source>
        <translation>Exporter la liste</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tables (*.csv)</translation>
    </message>
    <message>
        <source>The list was written</source>
        <translation>La liste a été écrite</translation>
    </message>
</context>
<context>
    <name>ui::ReportPreview</name>
    <message>
        <source>Preview of the report</source>
        <translation>Aperçu du rapport</translation>
    </message>
    <message>
        <source>Pages: %1</source>
        <translation>Pages : %1</translation>
    </message>
</context>
<context>
    <name>ui::ReportsPage</name>
    <message>
        <source>Each file holds the numbers of the preview, with program, model, preset, split, seed and date.</source>
        <translation>Chaque fichier contient les chiffres de l’aperçu, avec programme, modèle, préréglage, partition, graine et date.</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Fait</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>Part de test</translation>
    </message>
    <message>
        <source>Runs to report on</source>
        <translation>Entraînements à rapporter</translation>
    </message>
    <message>
        <source>Part of the split</source>
        <translation>Part de la partition</translation>
    </message>
    <message>
        <source>Test tracks had no part in training; the others are here to compare with</source>
        <translation>Les pistes de test n’ont pas servi à l’entraînement ; les autres sont là pour comparer</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Enregistrer en %1</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>The pages below, with text that can be searched and copied</source>
        <translation>Les pages ci-dessous, avec un texte que l’on peut chercher et copier</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>One page that opens without a network, light and dark</source>
        <translation>Une page qui s’ouvre sans réseau, claire et sombre</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>A table of all means, types and tags for a spreadsheet</source>
        <translation>Une table de toutes les moyennes, types et tags pour un tableur</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Everything, with all digits, for programs</source>
        <translation>Tout, avec tous les chiffres, pour des programmes</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Graphiques</translation>
    </message>
    <message>
        <source>A folder with every chart as SVG, PNG and CSV</source>
        <translation>Un dossier avec chaque graphique en SVG, PNG et CSV</translation>
    </message>
    <message>
        <source>not evaluated</source>
        <translation>non évalué</translation>
    </message>
    <message>
        <source>No model yet. Train and evaluate one, and its report is shown here.</source>
        <translation>Pas encore de modèle. Entraînez-en un et évaluez-le : son rapport s’affichera ici.</translation>
    </message>
    <message>
        <source>This run has not been measured on this part. Do that on the page Evaluate.</source>
        <translation>Cet entraînement n’a pas été mesuré sur cette part. Faites-le à la page Évaluer.</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>Folder for the charts</source>
        <translation>Dossier des graphiques</translation>
    </message>
    <message>
        <source>A report keeps the numbers of a run with what is needed to repeat them: program, model, preset, split, seed and date. The page shown is what the PDF will be. HTML opens without network; CSV and JSON hold the same numbers for other programs; Charts writes every chart as SVG, PNG and CSV.</source>
        <translation>Un rapport garde les nombres d’un entraînement avec ce qu’il faut pour les refaire : programme, modèle, préréglage, partition, graine et date. La page montrée est celle du PDF. Le HTML s’ouvre sans réseau ; CSV et JSON portent les mêmes nombres pour d’autres programmes ; Graphiques écrit chaque graphique en SVG, PNG et CSV.</translation>
    </message>
</context>
<context>
    <name>ui::ResumeBar</name>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Resume the interrupted jobs</source>
        <translation>Reprendre les tâches interrompues</translation>
    </message>
    <message>
        <source>Go on where they stopped; what they finished is kept</source>
        <translation>Reprendre là où elles se sont arrêtées ; ce qu’elles ont terminé est conservé</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Do not resume now</source>
        <translation>Ne pas reprendre maintenant</translation>
    </message>
    <message>
        <source>They stay in the list of jobs and can be resumed there</source>
        <translation>Elles restent dans la liste des tâches et peuvent y être reprises</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) were interrupted when Tagbench ended: %1</source>
        <translation>
            <numerusform>%n tâche a été interrompue à la fin de Tagbench : %1</numerusform>
            <numerusform>%n tâches ont été interrompues à la fin de Tagbench : %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RetrievalPage</name>
    <message>
        <source>A metric model places words and tracks in one space: a track is found for any word that has a word vector. The Search page asks the newest one.

On the left are the three steps: word vectors, a split in which no artist is in two parts, and the training. Compare samplings trains the three published ways to draw examples, one after another.

On the right stand the models beside predicted tags of a run, a random order of the tracks and the published rows. Tick what the table below compares, by type and by tag. Published rows were measured on other data.</source>
        <translation>Un modèle métrique place mots et pistes dans un même espace : une piste se trouve par tout mot qui a un vecteur. La page Recherche interroge le plus récent.

À gauche, les trois étapes : des vecteurs de mots, une partition où aucun artiste n’est dans deux parts, et l’entraînement. Comparer les tirages entraîne l’une après l’autre les trois façons publiées de tirer les exemples.

À droite, les modèles se tiennent à côté des tags prédits d’un entraînement, d’un ordre au hasard des pistes et des lignes publiées. Cochez ce que compare la table du dessous, par type et par tag. Les lignes publiées ont été mesurées sur d’autres données.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Which part of the split is searched; the test part is new to the models</source>
        <translation>Dans quelle part de la partition on cherche ; la part de test est nouvelle pour les modèles</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>Part de test</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>Part de validation</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>Part d’entraînement</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>What the table below shows of each way</source>
        <translation>Ce que la table du dessous montre de chaque façon</translation>
    </message>
    <message>
        <source>All three measures</source>
        <translation>Les trois mesures</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Tester</translation>
    </message>
    <message>
        <source>Measure all trained models on this part</source>
        <translation>Mesure tous les modèles entraînés sur cette part</translation>
    </message>
    <message>
        <source>Export CSV...</source>
        <translation>Exporter en CSV...</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Exporter en CSV</translation>
    </message>
    <message>
        <source>Save the comparison below as a table</source>
        <translation>Enregistre la comparaison du dessous comme table</translation>
    </message>
    <message>
        <source>Ways to find tracks by tags</source>
        <translation>Façons de trouver des pistes par tags</translation>
    </message>
    <message>
        <source>Scores by type and tag</source>
        <translation>Scores par type et par tag</translation>
    </message>
    <message>
        <source>No metric model was trained yet. The steps on the left lead to one: word vectors, a split, a training. The rows above were published.</source>
        <translation>Aucun modèle métrique n’a encore été entraîné. Les étapes à gauche y mènent : des vecteurs de mots, une partition, un entraînement. Les lignes du dessus ont été publiées.</translation>
    </message>
    <message>
        <source>The models were not measured on this part yet. Press Test.</source>
        <translation>Les modèles n’ont pas encore été mesurés sur cette part. Appuyez sur Tester.</translation>
    </message>
    <message>
        <source>Tick what should be compared.</source>
        <translation>Cochez ce qui doit être comparé.</translation>
    </message>
    <message>
        <source>Add the folder that holds your music first.</source>
        <translation>Ajoutez d’abord le dossier qui contient votre musique.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
    <message>
        <source>Tags are what a model learns from.</source>
        <translation>C’est des tags qu’un modèle apprend.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Three steps on the left lead to a model that Search can ask any word.</source>
        <translation>Trois étapes à gauche mènent à un modèle auquel la Recherche peut demander tout mot.</translation>
    </message>
    <message>
        <source>Ask the newest model any word on the Search page.</source>
        <translation>Demandez n’importe quel mot au modèle le plus récent, à la page Recherche.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Stopped. The Jobs page goes on with it.</source>
        <translation>Arrêté. La page Tâches permet de continuer.</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>Enregistrer la comparaison</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tables (*.csv)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Enregistré : %1</translation>
    </message>
</context>
<context>
    <name>ui::ReviewPanel</name>
    <message>
        <source>accept prediction %1</source>
        <translation>accepter la prédiction %1</translation>
    </message>
    <message>
        <source>reject prediction %1</source>
        <translation>rejeter la prédiction %1</translation>
    </message>
    <message>
        <source>Predictions of the run</source>
        <translation>Prédictions de l&apos;entraînement</translation>
    </message>
    <message>
        <source>the tag&apos;s threshold</source>
        <translation>le seuil du tag</translation>
    </message>
    <message>
        <source>Score at least</source>
        <translation>Score minimal</translation>
    </message>
    <message>
        <source>Play each track</source>
        <translation>Jouer chaque titre</translation>
    </message>
    <message>
        <source>Predictions of</source>
        <translation>Prédictions de</translation>
    </message>
    <message>
        <source>Predicted tag</source>
        <translation>Tag prédit</translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation>Rejeter (R)</translation>
    </message>
    <message>
        <source>Accept (A)</source>
        <translation>Accepter (A)</translation>
    </message>
    <message>
        <source>Later (L)</source>
        <translation>Plus tard (L)</translation>
    </message>
    <message>
        <source>Play or pause (P)</source>
        <translation>Jouer ou pause (P)</translation>
    </message>
    <message>
        <source>A or right arrow accepts, R or left arrow rejects, L leaves it for later, P plays or pauses. Ctrl+Z takes the last decision back.</source>
        <translation>A ou flèche droite accepte, R ou flèche gauche rejette, L remet à plus tard, P joue ou met en pause. Ctrl+Z reprend la dernière décision.</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>La suite</translation>
    </message>
    <message>
        <source>No predictions yet. Train a model and predict the library: what it finds beyond your tags is put before you here, to be accepted or rejected by key.</source>
        <translation>Pas encore de prédictions. Entraînez un modèle et prédisez la bibliothèque : ce qu&apos;il trouve au-delà de vos tags vous est présenté ici, à accepter ou rejeter au clavier.</translation>
    </message>
    <message>
        <source>%1 open, %2 accepted, %3 rejected</source>
        <translation>%1 à décider, %2 acceptées, %3 rejetées</translation>
    </message>
    <message>
        <source>Nothing is left to decide for this run.</source>
        <translation>Il ne reste rien à décider pour cet entraînement.</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1, score %2</translation>
    </message>
</context>
<context>
    <name>ui::RunExchangeBar</name>
    <message>
        <source>%1 holds what a training needs: %2 tracks without audio, %3 melgrams, split %4. Train in it as a workspace, then import the run.</source>
        <translation>%1 contient ce qu&apos;il faut pour entraîner : %2 pistes sans audio, %3 melgrammes, partition %4. Entraînez-y comme dans un espace de travail, puis importez l&apos;entraînement.</translation>
    </message>
    <message>
        <source>%1 holds the run %2.</source>
        <translation>%1 contient l&apos;entraînement %2.</translation>
    </message>
    <message>
        <source>Run %1 came in: %2, %3, epochs: %4.</source>
        <translation>L&apos;entraînement %1 est arrivé : %2, %3, époques : %4.</translation>
    </message>
    <message>
        <source>%1 None of its tracks is known here: it can predict, but not be measured again.</source>
        <translation>%1 Aucune de ses pistes n&apos;est connue ici : il peut prédire, mais pas être mesuré de nouveau.</translation>
    </message>
    <message>
        <source>%1 Split %2: %3 of its tracks are known here, %4 are not.</source>
        <translation>%1 Partition %2 : %3 de ses pistes sont connues ici, %4 ne le sont pas.</translation>
    </message>
    <message>
        <source>Export the chosen run...</source>
        <translation>Exporter l&apos;entraînement choisi...</translation>
    </message>
    <message>
        <source>Weights, epochs, evaluations and predictions, into a folder that another Tagbench can take over</source>
        <translation>Poids, époques, évaluations et prédictions, dans un dossier qu&apos;un autre Tagbench peut reprendre</translation>
    </message>
    <message>
        <source>Export data to train elsewhere...</source>
        <translation>Exporter les données pour entraîner ailleurs...</translation>
    </message>
    <message>
        <source>Melgrams, labels and split of the form on the left, without audio</source>
        <translation>Melgrammes, étiquettes et partition du formulaire de gauche, sans audio</translation>
    </message>
    <message>
        <source>Import a run...</source>
        <translation>Importer un entraînement...</translation>
    </message>
    <message>
        <source>Takes a run over that was trained elsewhere; from then on it is as any other</source>
        <translation>Reprend un entraînement fait ailleurs ; il est dès lors comme tout autre</translation>
    </message>
    <message>
        <source>Export the run into an empty folder</source>
        <translation>Exporter l&apos;entraînement dans un dossier vide</translation>
    </message>
    <message>
        <source>Export the data into an empty folder</source>
        <translation>Exporter les données dans un dossier vide</translation>
    </message>
    <message>
        <source>Import a run from a folder</source>
        <translation>Importer un entraînement d&apos;un dossier</translation>
    </message>
    <message>
        <source>Outcome of export or import</source>
        <translation>Résultat de l&apos;exportation ou de l&apos;importation</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Exporting the run...</source>
        <translation>Exportation de l&apos;entraînement...</translation>
    </message>
    <message>
        <source>Exporting the data...</source>
        <translation>Exportation des données...</translation>
    </message>
    <message>
        <source>Importing the run...</source>
        <translation>Importation de l&apos;entraînement...</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>C&apos;est annulé.</translation>
    </message>
</context>
<context>
    <name>ui::RunTableModel</name>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>tags: %1</source>
        <translation>tags : %1</translation>
    </message>
    <message>
        <source>%1; begun %2; %3; %4</source>
        <translation>%1 ; commencé %2 ; %3 ; %4</translation>
    </message>
    <message>
        <source>no notes</source>
        <translation>sans notes</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Number and name; a coloured dot marks a run that is drawn above</source>
        <translation>Numéro et nom ; un point de couleur marque un entraînement tracé ci-dessus</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Trained, in training, stopped, interrupted or failed</source>
        <translation>Entraîné, en cours, arrêté, interrompu ou échoué</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>Best ROC-AUC</source>
        <translation>Meilleur ROC-AUC</translation>
    </message>
    <message>
        <source>Validation ROC-AUC of the best epoch, with that epoch</source>
        <translation>ROC-AUC de validation de la meilleure époque, avec cette époque</translation>
    </message>
    <message>
        <source>Last ROC-AUC</source>
        <translation>Dernier ROC-AUC</translation>
    </message>
    <message>
        <source>Validation ROC-AUC of the last epoch, with that epoch</source>
        <translation>ROC-AUC de validation de la dernière époque, avec cette époque</translation>
    </message>
    <message>
        <source>Best AP</source>
        <translation>Meilleure PM</translation>
    </message>
    <message>
        <source>Validation average precision (PR-AUC) of the best epoch, with that epoch</source>
        <translation>Précision moyenne (PR-AUC) de validation de la meilleure époque, avec cette époque</translation>
    </message>
    <message>
        <source>Last AP</source>
        <translation>Dernière PM</translation>
    </message>
    <message>
        <source>Validation average precision (PR-AUC) of the last epoch, with that epoch</source>
        <translation>Précision moyenne (PR-AUC) de validation de la dernière époque, avec cette époque</translation>
    </message>
    <message>
        <source>Last loss</source>
        <translation>Dernière perte</translation>
    </message>
    <message>
        <source>Validation loss of the last epoch, with that epoch</source>
        <translation>Perte de validation de la dernière époque, avec cette époque</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Trained, of those wanted</source>
        <translation>Faites, sur celles voulues</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>How the melgrams were made</source>
        <translation>Comment les melgrammes ont été faits</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Which tracks were learned from</source>
        <translation>De quelles pistes on a appris</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>What you wrote about it</source>
        <translation>Ce que vous en avez écrit</translation>
    </message>
</context>
<context>
    <name>ui::RunsPanel</name>
    <message>
        <source>note of run %1</source>
        <translation>la note de l’entraînement %1</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Version of %1</source>
        <translation>Version de %1</translation>
    </message>
    <message>
        <source>Epochs of the run</source>
        <translation>Époques de l’entraînement</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>Train. loss</source>
        <translation>Perte entr.</translation>
    </message>
    <message>
        <source>Valid. loss</source>
        <translation>Perte valid.</translation>
    </message>
    <message>
        <source>Train. ROC-AUC</source>
        <translation>ROC-AUC entr.</translation>
    </message>
    <message>
        <source>Valid. ROC-AUC</source>
        <translation>ROC-AUC valid.</translation>
    </message>
    <message>
        <source>Train. AP</source>
        <translation>PM entr.</translation>
    </message>
    <message>
        <source>Valid. AP</source>
        <translation>PM valid.</translation>
    </message>
    <message>
        <source>Windows/s</source>
        <translation>Fenêtres/s</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Secondes</translation>
    </message>
    <message>
        <source>Settings of the chosen runs</source>
        <translation>Paramètres des entraînements choisis</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Entraînements</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Go on with the chosen run after its last finished epoch</source>
        <translation>Poursuivre l’entraînement choisi après sa dernière époque finie</translation>
    </message>
    <message>
        <source>Rerun with changes</source>
        <translation>Refaire autrement</translation>
    </message>
    <message>
        <source>Fill the form with the settings of the chosen run</source>
        <translation>Remplir le formulaire avec les paramètres de l’entraînement choisi</translation>
    </message>
    <message>
        <source>Notes of the chosen run</source>
        <translation>Notes de l’entraînement choisi</translation>
    </message>
    <message>
        <source>Epochs of run %1</source>
        <translation>Époques de l’entraînement %1</translation>
    </message>
    <message>
        <source>%1 (best)</source>
        <translation>%1 (meilleure)</translation>
    </message>
    <message>
        <source>Choose one run to see its settings, or several to see in what they differ.</source>
        <translation>Choisissez un entraînement pour voir ses paramètres, ou plusieurs pour voir en quoi ils diffèrent.</translation>
    </message>
    <message>
        <source>Everything this run was made with.</source>
        <translation>Tout ce avec quoi cet entraînement a été fait.</translation>
    </message>
    <message>
        <source>These runs were made with the same settings.</source>
        <translation>Ces entraînements ont été faits avec les mêmes paramètres.</translation>
    </message>
    <message>
        <source>Settings that differ: %1. Of lists, only what is not common to all is shown.</source>
        <translation>Paramètres qui diffèrent : %1. Des listes, seul ce qui n’est pas commun à toutes est montré.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Paramètre</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Échange</translation>
    </message>
    <message>
        <source>Runs out to another machine, and in from there</source>
        <translation>Entraînements vers une autre machine, et venant de là</translation>
    </message>
</context>
<context>
    <name>ui::SavePictureButton</name>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save: %1</source>
        <translation>Enregistrer : %1</translation>
    </message>
    <message>
        <source>Save this picture, or the values behind it</source>
        <translation>Enregistrer cette image, ou les valeurs derrière elle</translation>
    </message>
    <message>
        <source>SVG drawing...</source>
        <translation>Dessin SVG...</translation>
    </message>
    <message>
        <source>PNG picture...</source>
        <translation>Image PNG...</translation>
    </message>
    <message>
        <source>CSV table...</source>
        <translation>Tableau CSV...</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
    <message>
        <source>Lines that stay sharp at any size</source>
        <translation>Des traits nets à toute taille</translation>
    </message>
    <message>
        <source>Pixels, for slides</source>
        <translation>Des pixels, pour des diapositives</translation>
    </message>
    <message>
        <source>The values behind the picture</source>
        <translation>Les valeurs derrière l&apos;image</translation>
    </message>
</context>
<context>
    <name>ui::SearchPage</name>
    <message>
        <source>Tracks by what they sound like. Type words: tags, parts of tags, or words near them; -word asks for little of it. Or search like the chosen tracks, and push the search with words: more dreamy, less metal.

Each result says why it was found: the tag, how sure the model is, and how far your word is from the tag. The line below says what answered. Down goes to the results, Space plays the current one, Return plays from the beginning.

On the right are playlists: drag results there, or add what is chosen on any page. They can be played through and saved for other players.</source>
        <translation>Des pistes d’après ce qu’on y entend. Tapez des mots : tags, parties de tags ou mots voisins ; -mot en demande peu. Ou cherchez comme les pistes choisies, et poussez la recherche par des mots : plus dreamy, moins metal.

Chaque résultat dit pourquoi il a été trouvé : le tag, la certitude du modèle et la distance entre votre mot et le tag. La ligne du bas dit ce qui a répondu. Bas va aux résultats, Espace joue la piste courante, Entrée joue depuis le début.

À droite, les listes de lecture : faites-y glisser des résultats, ou ajoutez ce qui est choisi sur n’importe quelle page. Elles se jouent d’un bout à l’autre et s’enregistrent pour d’autres lecteurs.</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Liste de lecture</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Mots</translation>
    </message>
    <message>
        <source>Lists of tracks in your order</source>
        <translation>Listes de pistes dans votre ordre</translation>
    </message>
    <message>
        <source>How word vectors understand a word</source>
        <translation>Comment les vecteurs de mots comprennent un mot</translation>
    </message>
    <message>
        <source>Found tracks</source>
        <translation>Pistes trouvées</translation>
    </message>
    <message>
        <source>What answered</source>
        <translation>Ce qui a répondu</translation>
    </message>
    <message>
        <source>Answered by: %1</source>
        <translation>Réponse de : %1</translation>
    </message>
    <message>
        <source>%1 was never a tag; near it: %2</source>
        <translation>%1 n’a jamais été un tag ; proches de lui : %2</translation>
    </message>
    <message>
        <source>Left out, neither a tag nor near one: %1</source>
        <translation>Laissés de côté, ni tags ni proches d’un tag : %1</translation>
    </message>
    <message>
        <source>No track is left by the filter.</source>
        <translation>Le filtre ne laisse aucune piste.</translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>Recherche en cours…</translation>
    </message>
    <message>
        <source>Nothing can be searched for yet. Add music and tags, or train a model: it gives every track tags.</source>
        <translation>Rien à chercher pour l’instant. Ajoutez de la musique et des tags, ou entraînez un modèle : il donne des tags à chaque piste.</translation>
    </message>
    <message>
        <source>Type what you want to hear. The model knows:
%1</source>
        <translation>Tapez ce que vous voulez entendre. Le modèle connaît :
%1</translation>
    </message>
    <message>
        <source>Type what you want to hear. No model has heard the library yet, so the tags that tracks carry answer:
%1</source>
        <translation>Tapez ce que vous voulez entendre. Aucun modèle n’a encore écouté la bibliothèque ; les tags que portent les pistes répondent :
%1</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>More like these</source>
        <translation>D’autres comme celles-ci</translation>
    </message>
    <message>
        <source>Add to the playlist</source>
        <translation>Ajouter à la liste de lecture</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <source>Show in the library</source>
        <translation>Montrer dans la bibliothèque</translation>
    </message>
    <message>
        <source>Add the folder that holds your music first.</source>
        <translation>Ajoutez d’abord le dossier qui contient votre musique.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
    <message>
        <source>Only tags by hand can be found. A model gives every track tags, and similar tracks.</source>
        <translation>Seuls les tags posés à la main se trouvent. Un modèle donne à chaque piste des tags et des pistes semblables.</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Entraîner un modèle</translation>
    </message>
    <message>
        <source>Look at the chosen track, or search for more like it.</source>
        <translation>Regardez la piste choisie, ou cherchez-en d’autres comme elle.</translation>
    </message>
    <message>
        <source>Choose a track to hear it with Space.</source>
        <translation>Choisissez une piste pour l’entendre avec Espace.</translation>
    </message>
    <message>
        <source>Type words, or choose tracks in the library and search for more like them.</source>
        <translation>Tapez des mots, ou choisissez des pistes dans la bibliothèque et cherchez-en d’autres comme elles.</translation>
    </message>
    <message>
        <source>it knows what was asked for</source>
        <translation>il connaît ce qui est demandé</translation>
    </message>
    <message>
        <source>no metric model was trained yet</source>
        <translation>aucun modèle métrique n’a encore été entraîné</translation>
    </message>
    <message>
        <source>the metric model cannot be read: %1</source>
        <translation>le modèle métrique ne peut être lu : %1</translation>
    </message>
    <message>
        <source>the metric model knows fewer of the words</source>
        <translation>le modèle métrique connaît moins de ces mots</translation>
    </message>
    <message>
        <source>the metric model has not placed a track that was asked for</source>
        <translation>le modèle métrique n’a pas placé une piste demandée</translation>
    </message>
    <message>
        <source>Answered by: %1 - %2</source>
        <translation>Réponse de : %1 - %2</translation>
    </message>
    <message>
        <source>Tracks that this model has not placed yet, so that they cannot be found: %1</source>
        <translation>Pistes que ce modèle n’a pas encore placées, et qui ne peuvent donc être trouvées : %1</translation>
    </message>
</context>
<context>
    <name>ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Fill in what Tagbench came with, on this page; OK keeps it</source>
        <translation>Remettre les valeurs d’origine de Tagbench sur cette page ; OK les conserve</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>Tous (%1)</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>Le meilleur disponible</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Fils d’exécution</translation>
    </message>
    <message>
        <source>How many threads a job may use; fewer leave the machine free for other work</source>
        <translation>Nombre de fils qu’une tâche peut utiliser ; en mettre moins laisse la machine libre pour autre chose</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Where models are trained and used. A graphics card that is not there is an error, never a silent CPU</source>
        <translation>Où les modèles sont entraînés et utilisés. Une carte graphique absente est une erreur, jamais un repli silencieux sur le processeur</translation>
    </message>
    <message>
        <source>Jobs that run already keep what they began with.</source>
        <translation>Les tâches déjà en cours gardent ce avec quoi elles ont commencé.</translation>
    </message>
    <message>
        <source>No graphics card with a CUDA driver was found.</source>
        <translation>Aucune carte graphique avec un pilote CUDA n’a été trouvée.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Light or dark, or as the desktop is</source>
        <translation>Clair, sombre, ou comme le bureau</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>Colours of melgrams and taggrams</source>
        <translation>Couleurs des melgrammes et des taggrammes</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Words of the window; numbers and dates follow</source>
        <translation>Langue de la fenêtre ; les nombres et les dates la suivent</translation>
    </message>
    <message>
        <source>Another language is used from the next start on.</source>
        <translation>Une autre langue est utilisée à partir du prochain démarrage.</translation>
    </message>
    <message>
        <source>The default place</source>
        <translation>L’emplacement par défaut</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose the workspace folder</source>
        <translation>Choisir le dossier de l’espace de travail</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Espace disque</translation>
    </message>
    <message>
        <source>Clear cache</source>
        <translation>Vider le cache</translation>
    </message>
    <message>
        <source>Delete what can be made again from the music; nothing you made is lost</source>
        <translation>Supprimer ce qui peut être recalculé à partir de la musique ; rien de ce que vous avez fait n’est perdu</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Folder of the database, melgrams, checkpoints and reports</source>
        <translation>Dossier de la base de données, des melgrammes, des points de contrôle et des rapports</translation>
    </message>
    <message>
        <source>Open now: %1
Another folder is used from the next start on; nothing is moved. A --workspace on the command line wins.</source>
        <translation>Ouvert actuellement : %1
Un autre dossier est utilisé à partir du prochain démarrage ; rien n’est déplacé. --workspace sur la ligne de commande l’emporte.</translation>
    </message>
    <message>
        <source>Measuring...</source>
        <translation>Mesure en cours…</translation>
    </message>
    <message>
        <source>Melgrams</source>
        <translation>Melgrammes</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Points de contrôle</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n file(s)</source>
        <translation>
            <numerusform>%1 : %2 dans %n fichier</numerusform>
            <numerusform>%1 : %2 dans %n fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Valeurs par défaut</translation>
    </message>
</context>
<context>
    <name>ui::SimilarDialog</name>
    <message>
        <source>Looking for tracks like this one...</source>
        <translation>Recherche de pistes semblables…</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Pistes semblables</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Similar tracks</source>
        <translation>Pistes semblables</translation>
    </message>
    <message>
        <source>1 - cosine of the two embeddings: 0 is the same direction, 1 has nothing in common</source>
        <translation>1 - cosinus des deux représentations : 0 est la même direction, 1 n’a rien en commun</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Select in library</source>
        <translation>Sélectionner dans la bibliothèque</translation>
    </message>
    <message>
        <source>Play the chosen track (Return)</source>
        <translation>Lire la piste choisie (Entrée)</translation>
    </message>
    <message>
        <source>Make the chosen tracks, or all of them, the selection of every page</source>
        <translation>Faire des pistes choisies, ou de toutes, la sélection de chaque page</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Nearest to %1 (%2)</source>
        <translation>Les plus proches de %1 (%2)</translation>
    </message>
</context>
<context>
    <name>ui::SplitPanel</name>
    <message>
        <source>Track</source>
        <translation>Piste</translation>
    </message>
    <message>
        <source>Same recording</source>
        <translation>Même enregistrement</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>artist</source>
        <translation>artiste</translation>
    </message>
    <message>
        <source>album</source>
        <translation>album</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>All tracks of one artist or album go into one part; copies of a recording always do</source>
        <translation>Toutes les pistes d’un artiste ou d’un album vont dans une part ; les copies d’un enregistrement toujours</translation>
    </message>
    <message>
        <source>Every tag gets its share in each part</source>
        <translation>Chaque tag a sa part dans chacune</translation>
    </message>
    <message>
        <source>Iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011)</source>
        <translation>Stratification itérative (Sechidis, Tsoumakas, Vlahavas 2011)</translation>
    </message>
    <message>
        <source>Make split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>A split of the same name is replaced, unless a run was trained on it</source>
        <translation>Une partition du même nom est remplacée, sauf si un entraînement l’a utilisée</translation>
    </message>
    <message>
        <source>1.3, 0.5 or 2000</source>
        <translation>1.3, 0.5 ou 2000</translation>
    </message>
    <message>
        <source>Below 100 a ratio: 1.3 = every training track once and a stratified 30 % twice. From 100 on the wanted number of occurrences. Validation and test are never touched.</source>
        <translation>Au-dessous de 100, un rapport : 1.3 = chaque piste d’entraînement une fois et 30 % stratifiés deux fois. À partir de 100, le nombre voulu d’occurrences. Validation et test ne sont jamais touchés.</translation>
    </message>
    <message>
        <source>Of every tag</source>
        <translation>De chaque tag</translation>
    </message>
    <message>
        <source>The number is wanted of every tag: rare ones are filled up, tracks with only frequent ones left out</source>
        <translation>Le nombre est voulu de chaque tag : les rares sont complétés, les pistes n’ayant que des fréquents laissées de côté</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>Rééchantillonner</translation>
    </message>
    <message>
        <source>Once each</source>
        <translation>Une fois chacune</translation>
    </message>
    <message>
        <source>Every training track occurs once again</source>
        <translation>Chaque piste d’entraînement revient à une fois</translation>
    </message>
    <message>
        <source>Training share</source>
        <translation>Part d’entraînement</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>Part de validation</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>Part de test</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Training, validation, test</source>
        <translation>Entraînement, validation, test</translation>
    </message>
    <message>
        <source>Keep together</source>
        <translation>Garder ensemble</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Ratio or count</source>
        <translation>Rapport ou nombre</translation>
    </message>
    <message>
        <source>New split</source>
        <translation>Nouvelle partition</translation>
    </message>
    <message>
        <source>Training part of the split shown</source>
        <translation>Part d’entraînement de la partition montrée</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Export distribution...</source>
        <translation>Exporter la distribution…</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>In parts</source>
        <translation>Dans les parts</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Leaks</source>
        <translation>Fuites</translation>
    </message>
    <message>
        <source>No split yet. Make one: tracks, never pieces of them, go to training, validation and test, and copies of a recording stay together.</source>
        <translation>Pas encore de partition. Faites-en une : des pistes, jamais des morceaux, vont à l’entraînement, à la validation et au test, et les copies d’un enregistrement restent ensemble.</translation>
    </message>
    <message>
        <source>Making the split...</source>
        <translation>Partition en cours…</translation>
    </message>
    <message>
        <source>Resampling...</source>
        <translation>Rééchantillonnage en cours…</translation>
    </message>
    <message>
        <source>no artist</source>
        <translation>sans artiste</translation>
    </message>
    <message>
        <source>no album</source>
        <translation>sans album</translation>
    </message>
    <message numerus="yes">
        <source>No leaks: of %n tracks none, and no recording, is in two parts.</source>
        <translation>
            <numerusform>Pas de fuite : la seule piste n’est pas dans deux parts (%n).</numerusform>
            <numerusform>Pas de fuite : sur %n pistes, aucune, ni aucun enregistrement, n’est dans deux parts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No leaks: of %n tracks none, no recording and %1 is in two parts.</source>
        <translation>
            <numerusform>Pas de fuite : sur %n piste, aucune, ni enregistrement, et %1 n’est dans deux parts.</numerusform>
            <numerusform>Pas de fuite : sur %n pistes, aucune, ni enregistrement, et %1 n’est dans deux parts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leaks: what is measured on this split would be worth nothing. Make it again.</source>
        <translation>
            <numerusform>%n fuite : ce qui serait mesuré sur cette partition ne vaudrait rien. Refaites-la.</numerusform>
            <numerusform>%n fuites : ce qui serait mesuré sur cette partition ne vaudrait rien. Refaites-la.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export distribution</source>
        <translation>Exporter la distribution</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tables (*.csv)</translation>
    </message>
    <message>
        <source>The distribution was written</source>
        <translation>La distribution a été écrite</translation>
    </message>
    <message>
        <source>Sounds alike</source>
        <translation>Même son</translation>
    </message>
    <message>
        <source>Listen for copies</source>
        <translation>Chercher les copies à l’écoute</translation>
    </message>
    <message>
        <source>Decodes every track once and finds recordings that differ in format, level or length only; splits made afterwards keep them together</source>
        <translation>Décode chaque piste une fois et trouve les enregistrements qui ne diffèrent que par le format, le niveau ou la durée ; les partitions faites ensuite les gardent ensemble</translation>
    </message>
    <message>
        <source>Audio not here...</source>
        <translation>Son absent...</translation>
    </message>
    <message>
        <source>Tracks of the split shown whose audio has to be fetched</source>
        <translation>Pistes de la partition montrée dont le son est à apporter</translation>
    </message>
    <message>
        <source>Cost of a leak...</source>
        <translation>Coût d’une fuite...</translation>
    </message>
    <message>
        <source>What would leakage have cost? The same model by tracks and by chunks, both scores beside each other</source>
        <translation>Qu’aurait coûté une fuite ? Le même modèle par pistes et par morceaux, les deux scores côte à côte</translation>
    </message>
    <message>
        <source>Copies, audio and leaks</source>
        <translation>Copies, son et fuites</translation>
    </message>
    <message>
        <source>Listening to the tracks...</source>
        <translation>Écoute des pistes...</translation>
    </message>
    <message>
        <source>No track sounds like another one.</source>
        <translation>Aucune piste ne sonne comme une autre.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks sound like another one:</source>
        <translation>
            <numerusform>%n piste sonne comme une autre :</numerusform>
            <numerusform>%n pistes sonnent comme une autre :</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StagesDialog</name>
    <message>
        <source>waveform %1</source>
        <translation>forme d’onde %1</translation>
    </message>
    <message>
        <source>log-mel %1</source>
        <translation>log-mel %1</translation>
    </message>
    <message>
        <source>Compare the stages</source>
        <translation>Comparer les étapes</translation>
    </message>
    <message>
        <source>Train all six</source>
        <translation>Entraîner les six</translation>
    </message>
    <message>
        <source>Export table...</source>
        <translation>Exporter la table...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Six trainings of the same targets: tags as they are (I), collapsed by words (II), and by distance too (III), each from the waveform and from the log-mel spectrogram. All are also scored on the labels of stage I, for collapsing alone makes labels more frequent.</source>
        <translation>Six entraînements des mêmes cibles : tags tels quels (I), réunis par mots (II), et aussi par distance (III), chacun depuis la forme d’onde et depuis le spectrogramme log-mel. Tous sont aussi notés sur les étiquettes de l’étape I, car réunir suffit à rendre les étiquettes plus fréquentes.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>From the waveform</source>
        <translation>Depuis la forme d’onde</translation>
    </message>
    <message>
        <source>From log-mel</source>
        <translation>Depuis le log-mel</translation>
    </message>
    <message>
        <source>Epochs of each</source>
        <translation>Époques de chacun</translation>
    </message>
    <message>
        <source>Fewest training tracks of a tag</source>
        <translation>Pistes d’apprentissage par tag, au moins</translation>
    </message>
    <message>
        <source>Curves of</source>
        <translation>Courbes de</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Précision moyenne</translation>
    </message>
    <message>
        <source>Curves of all runs</source>
        <translation>Courbes de tous les entraînements</translation>
    </message>
    <message>
        <source>Scores of</source>
        <translation>Scores de</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>ROC-AUC %</source>
        <translation>ROC-AUC %</translation>
    </message>
    <message>
        <source>PR-AUC %</source>
        <translation>PR-AUC %</translation>
    </message>
    <message>
        <source>PR / prevalence</source>
        <translation>PR / prévalence</translation>
    </message>
    <message>
        <source>on I: ROC %</source>
        <translation>sur I : ROC %</translation>
    </message>
    <message>
        <source>on I: PR %</source>
        <translation>sur I : PR %</translation>
    </message>
    <message>
        <source>on I: PR / prev.</source>
        <translation>sur I : PR / prév.</translation>
    </message>
    <message>
        <source>published %</source>
        <translation>publié %</translation>
    </message>
    <message>
        <source>Scores of the stages</source>
        <translation>Scores des étapes</translation>
    </message>
    <message>
        <source>Training; the page Jobs shows how far it is. You may close this window.</source>
        <translation>Entraînement ; la page Tâches montre où il en est. Vous pouvez fermer cette fenêtre.</translation>
    </message>
    <message>
        <source>Stopped. Begun again, it goes on where it was.</source>
        <translation>Arrêté. Recommencé, cela continue où c’en était.</translation>
    </message>
    <message>
        <source>Make a split first: all six learn from the same one.</source>
        <translation>Faites d’abord une partition : les six apprennent de la même.</translation>
    </message>
    <message>
        <source>No comparison was made yet.</source>
        <translation>Aucune comparaison n’a encore été faite.</translation>
    </message>
    <message>
        <source>%1: split &apos;%2&apos;, %3 tags learned by all six. The published rows are those of the thesis, on another data set.</source>
        <translation>%1 : partition « %2 », %3 tags appris par les six. Les lignes publiées sont celles de la thèse, sur un autre jeu de données.</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Tous les tags</translation>
    </message>
    <message>
        <source>Category %1</source>
        <translation>Catégorie %1</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Exporter la table</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tables (*.csv)</translation>
    </message>
    <message>
        <source>The table was written</source>
        <translation>La table a été écrite</translation>
    </message>
</context>
<context>
    <name>ui::StartPage</name>
    <message>
        <source>What shall we listen to?</source>
        <translation>Qu’allons-nous écouter ?</translation>
    </message>
    <message>
        <source>From a folder of music to a trained, checked and explained tagger. Everything stays on this computer.</source>
        <translation>D’un dossier de musique à un étiqueteur entraîné, vérifié et expliqué. Tout reste sur cet ordinateur.</translation>
    </message>
    <message>
        <source>My music</source>
        <translation>Ma musique</translation>
    </message>
    <message>
        <source>Choose a folder. Its tracks are listed, drawn and played; the files are never changed.</source>
        <translation>Choisissez un dossier. Ses pistes sont listées, dessinées et jouées ; les fichiers ne sont jamais modifiés.</translation>
    </message>
    <message>
        <source>A dataset</source>
        <translation>Un jeu de données</translation>
    </message>
    <message>
        <source>Import a table of tags with its audio, for training and for measuring.</source>
        <translation>Importez une table de tags avec ses sons, pour entraîner et pour mesurer.</translation>
    </message>
    <message>
        <source>Show me the demo</source>
        <translation>Montrez-moi la démonstration</translation>
    </message>
    <message>
        <source>A small library is composed for you, a model learns its tags, and a report is written. About six minutes.</source>
        <translation>Une petite bibliothèque est composée pour vous, un modèle en apprend les tags et un rapport est écrit. Environ six minutes.</translation>
    </message>
    <message>
        <source>Folders opened before</source>
        <translation>Dossiers déjà ouverts</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Vider la liste</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>Déjà ouverts</translation>
    </message>
    <message>
        <source>New here? The demo shows the whole way once, from sound to report.</source>
        <translation>Nouveau ici ? La démonstration montre une fois tout le chemin, du son au rapport.</translation>
    </message>
    <message>
        <source>Three ways to begin: a folder of your music, a table of tags with its audio, or the demo, which composes a small library and goes the whole way from sound to report. Nothing is sent anywhere, and no music file is changed.</source>
        <translation>Trois façons de commencer : un dossier de votre musique, une table de tags avec ses sons, ou la démonstration, qui compose une petite bibliothèque et fait tout le chemin du son au rapport. Rien n’est envoyé nulle part, et aucun fichier de musique n’est modifié.</translation>
    </message>
</context>
<context>
    <name>ui::StatusLine</name>
    <message>
        <source>Progress of the running job</source>
        <translation>Progression de la tâche en cours</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>Annuler la tâche en cours</translation>
    </message>
    <message>
        <source>Stop the running job; what it finished is kept</source>
        <translation>Arrêter la tâche en cours ; ce qu’elle a terminé est conservé</translation>
    </message>
    <message>
        <source>Where models are computed</source>
        <translation>Là où les modèles sont calculés</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1 : %2 sur %3</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message numerus="yes">
        <source>(+%n more)</source>
        <translation>
            <numerusform>(+%n autre)</numerusform>
            <numerusform>(+%n autres)</numerusform>
        </translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Continue the running job</source>
        <translation>Continuer la tâche en cours</translation>
    </message>
    <message>
        <source>Pause the running job</source>
        <translation>Suspendre la tâche en cours</translation>
    </message>
    <message numerus="yes">
        <source>%n track(s)</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>Processeur, %n fil</numerusform>
            <numerusform>Processeur, %n fils</numerusform>
        </translation>
    </message>
    <message>
        <source>A CUDA card is here, but this LibTorch is one without CUDA. `packaging/run --libtorch DIR` builds with another.</source>
        <translation>Une carte CUDA est présente, mais cette LibTorch est sans CUDA. `packaging/run --libtorch DIR` construit avec une autre.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected of %1</source>
        <translation>
            <numerusform>%n sélectionnée sur %1</numerusform>
            <numerusform>%n sélectionnées sur %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StudentPanel</name>
    <message>
        <source>A student needs a trained teacher and more music of the same kind without labels. It learns from the labels there are and, for the rest, from the teacher&apos;s answers: the teacher hears the music as it is, the student hears it changed. It gives a run like any other. Compare it with its teacher on the test part: it does not always help.</source>
        <translation>Un élève a besoin d’un maître entraîné et de plus de musique du même genre, sans étiquettes. Il apprend des étiquettes qu’il y a et, pour le reste, des réponses du maître : le maître entend la musique telle quelle, l’élève l’entend modifiée. Il donne un entraînement comme un autre. Comparez-le à son maître sur la part de test : il n’aide pas toujours.</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Maître</translation>
    </message>
    <message>
        <source>A trained run or an imported model whose answers stand in for labels; nothing of it is changed</source>
        <translation>Un entraînement terminé ou un modèle importé dont les réponses tiennent lieu d’étiquettes ; rien n’en est modifié</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Élève</translation>
    </message>
    <message>
        <source>Architectures that hear what the teacher hears</source>
        <translation>Architectures qui entendent ce qu’entend le maître</translation>
    </message>
    <message>
        <source>Split of the student</source>
        <translation>Partition de l’élève</translation>
    </message>
    <message>
        <source>With the labelled tracks; a run&apos;s student keeps to the split of its teacher</source>
        <translation>Avec les pistes étiquetées ; l’élève d’un entraînement garde la partition de son maître</translation>
    </message>
    <message>
        <source>Unlabelled tracks</source>
        <translation>Pistes sans étiquettes</translation>
    </message>
    <message>
        <source>Words as in the library&apos;s search, for instance path:new/. Empty: every track in no part of the split, and those of the training part that carry no tag</source>
        <translation>Des mots comme dans la recherche de la bibliothèque, par exemple path:new/. Vide : toute piste qui n’est dans aucune part de la partition, et celles de la part d’entraînement qui ne portent aucun tag</translation>
    </message>
    <message>
        <source>all there are</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>Leave out artists of the validation and test part</source>
        <translation>Laisser de côté les artistes des parts de validation et de test</translation>
    </message>
    <message>
        <source>Leave out artists</source>
        <translation>Laisser de côté des artistes</translation>
    </message>
    <message>
        <source>Otherwise the training refuses to start while there are such tracks: the student would be measured on music it has learned from</source>
        <translation>Sinon l’entraînement refuse de commencer tant qu’il y a de telles pistes : l’élève serait mesuré sur de la musique qu’il a apprise</translation>
    </message>
    <message>
        <source>From whom and what</source>
        <translation>De qui et de quoi</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Changes of the sound</source>
        <translation>Modifications du son</translation>
    </message>
    <message>
        <source>How often polarity, noise, gain, filter, delay, pitch and reverb change what the student hears: 100 % as published, 0 % never</source>
        <translation>Combien de fois polarité, bruit, gain, filtre, retard, hauteur et réverbération modifient ce qu’entend l’élève : 100 % comme publié, 0 % jamais</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Starts from</source>
        <translation>Part de</translation>
    </message>
    <message>
        <source>The teacher&apos;s weights can be taken where both have the same architecture</source>
        <translation>Les poids du maître peuvent être repris si tous deux ont la même architecture</translation>
    </message>
    <message>
        <source>Epochs of the student</source>
        <translation>Époques de l’élève</translation>
    </message>
    <message>
        <source>The longer of labelled and unlabelled tracks sets how long an epoch is</source>
        <translation>Le plus long des deux, pistes étiquetées ou non, fixe la durée d’une époque</translation>
    </message>
    <message>
        <source>Windows a batch of the student</source>
        <translation>Fenêtres par lot de l’élève</translation>
    </message>
    <message>
        <source>Half of them labelled, half not</source>
        <translation>La moitié étiquetées, la moitié non</translation>
    </message>
    <message>
        <source>Learning rate of the student</source>
        <translation>Taux d’apprentissage de l’élève</translation>
    </message>
    <message>
        <source>Of Adam</source>
        <translation>D’Adam</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Tours</translation>
    </message>
    <message>
        <source>The student of one round is the teacher of the next; each is a run of its own</source>
        <translation>L’élève d’un tour est le maître du suivant ; chacun est un entraînement à part</translation>
    </message>
    <message>
        <source>Seed of the student</source>
        <translation>Graine de l’élève</translation>
    </message>
    <message>
        <source>The same seed gives the same student</source>
        <translation>La même graine donne le même élève</translation>
    </message>
    <message>
        <source>Doubt missing tags</source>
        <translation>Douter des tags absents</translation>
    </message>
    <message>
        <source>A tag that is missing on a labelled track counts less where the teacher hears it with a probability of 0.5 or more</source>
        <translation>Un tag absent d’une piste étiquetée compte moins là où le maître l’entend avec une probabilité de 0,5 ou plus</translation>
    </message>
    <message>
        <source>Measure the test part afterwards</source>
        <translation>Mesurer ensuite la part de test</translation>
    </message>
    <message>
        <source>Measure the student</source>
        <translation>Mesurer l’élève</translation>
    </message>
    <message>
        <source>So that student and teacher can be compared</source>
        <translation>Pour que l’élève et le maître puissent être comparés</translation>
    </message>
    <message>
        <source>How it learns</source>
        <translation>Comment il apprend</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Windows a batch</source>
        <translation>Fenêtres par lot</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Check of artists</source>
        <translation>Contrôle des artistes</translation>
    </message>
    <message>
        <source>Start student</source>
        <translation>Lancer l’élève</translation>
    </message>
    <message>
        <source>Trains the student in the background, as any training; it can be stopped and gone on with</source>
        <translation>Entraîne l’élève en arrière-plan, comme tout entraînement ; il peut être arrêté et repris</translation>
    </message>
    <message>
        <source>Before it starts</source>
        <translation>Avant de commencer</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Fresh weights</source>
        <translation>Poids neufs</translation>
    </message>
    <message>
        <source>The teacher&apos;s weights</source>
        <translation>Les poids du maître</translation>
    </message>
    <message>
        <source>Knowledge expansion: the student has %1 parameters, its teacher %2; it is at least as large.</source>
        <translation>Expansion des connaissances : l’élève a %1 paramètres, son maître %2 ; il est au moins aussi grand.</translation>
    </message>
    <message>
        <source>Knowledge distillation: the student has %1 parameters, its teacher %2; it is smaller and faster.</source>
        <translation>Distillation des connaissances : l’élève a %1 paramètres, son maître %2 ; il est plus petit et plus rapide.</translation>
    </message>
    <message>
        <source>Counted with 50 tags</source>
        <translation>Comptés avec 50 tags</translation>
    </message>
    <message>
        <source>The teacher of this run is not in the workspace any more.</source>
        <translation>Le maître de cet entraînement n’est plus dans l’espace de travail.</translation>
    </message>
    <message>
        <source>No run has learned yet. Train one on the labels there are: it will be the teacher.</source>
        <translation>Aucun entraînement n’a encore appris. Entraînez-en un sur les étiquettes qu’il y a : il sera le maître.</translation>
    </message>
    <message>
        <source>No architecture hears what this teacher hears.</source>
        <translation>Aucune architecture n’entend ce qu’entend ce maître.</translation>
    </message>
    <message>
        <source>Counting the unlabelled tracks and checking their artists ...</source>
        <translation>Compte des pistes sans étiquettes et contrôle de leurs artistes ...</translation>
    </message>
    <message>
        <source>%1 labelled tracks with %2 tags, and %3 unlabelled ones: %4 in no part of the split %5, %6 of its training part without any tag.</source>
        <translation>%1 pistes étiquetées avec %2 tags, et %3 sans étiquettes : %4 dans aucune part de la partition %5, %6 de sa part d’entraînement sans aucun tag.</translation>
    </message>
    <message>
        <source>No training track of the split %1 carries a tag.</source>
        <translation>Aucune piste d’entraînement de la partition %1 ne porte de tag.</translation>
    </message>
    <message>
        <source>%1 more tracks are by artists of the validation or test part (%2: %3) or copies of their tracks (%4).</source>
        <translation>%1 autres pistes sont d’artistes de la part de validation ou de test (%2 : %3) ou des copies de leurs pistes (%4).</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>They are left out.</source>
        <translation>Elles sont laissées de côté.</translation>
    </message>
    <message>
        <source>It does not start with them: the student would be measured on music it has learned from.</source>
        <translation>Il ne commence pas avec elles : l’élève serait mesuré sur de la musique qu’il a apprise.</translation>
    </message>
    <message>
        <source>No artist of the validation or test part is among them, and no copy of their tracks.</source>
        <translation>Aucun artiste de la part de validation ou de test n’est parmi elles, ni aucune copie de leurs pistes.</translation>
    </message>
    <message>
        <source>There is no unlabelled track to learn from. Scan more music, or make a split that leaves tracks out.</source>
        <translation>Il n’y a aucune piste sans étiquettes d’où apprendre. Analysez plus de musique, ou faites une partition qui laisse des pistes de côté.</translation>
    </message>
    <message>
        <source>%1 of them name no artist, so nobody can check whose they are.</source>
        <translation>%1 d’entre elles ne nomment aucun artiste : personne ne peut contrôler de qui elles sont.</translation>
    </message>
    <message>
        <source>Only of a list</source>
        <translation>Seulement d’une liste</translation>
    </message>
    <message>
        <source>List of unlabelled tracks</source>
        <translation>Liste de pistes sans étiquettes</translation>
    </message>
    <message>
        <source>A text file with one track a line, its id or its path; a playlist (M3U) will do. Empty: no list</source>
        <translation>Un fichier texte avec une piste par ligne, son identifiant ou son chemin ; une liste de lecture (M3U) convient. Vide : pas de liste</translation>
    </message>
    <message>
        <source>no list</source>
        <translation>pas de liste</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir...</translation>
    </message>
    <message>
        <source>Choose a list of tracks</source>
        <translation>Choisir une liste de pistes</translation>
    </message>
    <message>
        <source>A file that names the unlabelled tracks</source>
        <translation>Un fichier qui nomme les pistes sans étiquettes</translation>
    </message>
    <message>
        <source>Lists (*.txt *.m3u *.m3u8);;All files (*)</source>
        <translation>Listes (*.txt *.m3u *.m3u8);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Patience of the student</source>
        <translation>Patience de l’élève</translation>
    </message>
    <message>
        <source>It stops after so many epochs without progress; the published student waited 40</source>
        <translation>L’apprentissage s’arrête après ce nombre d’époques sans progrès ; l’élève publié en attendait 40</translation>
    </message>
    <message>
        <source>never stop early</source>
        <translation>ne jamais arrêter avant la fin</translation>
    </message>
    <message>
        <source>Progress is measured by</source>
        <translation>Mesure du progrès</translation>
    </message>
    <message>
        <source>On the validation part. It decides which epoch is kept as the best and when patience ends; the published student went by the loss</source>
        <translation>Sur la part de validation. Elle décide quelle époque est gardée comme la meilleure et quand la patience prend fin ; l’élève publié suivait la perte</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Patience</translation>
    </message>
    <message>
        <source>Best epoch by</source>
        <translation>Meilleure époque selon</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) of the list belong to no track that can be read: %1</source>
        <translation>
            <numerusform>%n nom de la liste ne correspond à aucune piste lisible : %1</numerusform>
            <numerusform>%n noms de la liste ne correspondent à aucune piste lisible : %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are tracks of these parts themselves, which the list names.</source>
        <translation>
            <numerusform>%n d’entre elles est une piste de ces parts mêmes, nommée par la liste.</numerusform>
            <numerusform>%n d’entre elles sont des pistes de ces parts mêmes, nommées par la liste.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SweepForm</name>
    <message>
        <source>about %1 min</source>
        <translation>environ %1 min</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>environ %1 h</translation>
    </message>
    <message>
        <source>Way of searching</source>
        <translation>Manière de chercher</translation>
    </message>
    <message>
        <source>Every combination of the values, or some at random</source>
        <translation>Toutes les combinaisons des valeurs, ou quelques-unes au hasard</translation>
    </message>
    <message>
        <source>Number of trials</source>
        <translation>Nombre d&apos;essais</translation>
    </message>
    <message>
        <source>So many random trials</source>
        <translation>Tant d&apos;essais au hasard</translation>
    </message>
    <message>
        <source>Share that goes on</source>
        <translation>Part qui continue</translation>
    </message>
    <message>
        <source>One of so many trials goes on and trains so many times longer</source>
        <translation>Un essai sur tant continue et s&apos;entraîne tant de fois plus longtemps</translation>
    </message>
    <message>
        <source>Seed of the search</source>
        <translation>Graine de la recherche</translation>
    </message>
    <message>
        <source>The same seed draws the same trials</source>
        <translation>La même graine tire les mêmes essais</translation>
    </message>
    <message>
        <source>Halving, 1 of</source>
        <translation>Élimination, 1 sur</translation>
    </message>
    <message>
        <source>Successive halving</source>
        <translation>Élimination successive</translation>
    </message>
    <message>
        <source>All trials train briefly; only the best go on and train longer</source>
        <translation>Tous les essais s&apos;entraînent brièvement ; seuls les meilleurs continuent plus longtemps</translation>
    </message>
    <message>
        <source>Final run</source>
        <translation>Entraînement final</translation>
    </message>
    <message>
        <source>Train the best settings once more and measure them on the test part, which no trial looks at</source>
        <translation>Entraîner une fois de plus les meilleurs réglages et les mesurer sur la partie de test, qu&apos;aucun essai ne regarde</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grille</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Au hasard</translation>
    </message>
    <message>
        <source>What the search amounts to</source>
        <translation>Ce que représente la recherche</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Choose architectures and sizes</source>
        <translation>Choisir architectures et tailles</translation>
    </message>
    <message>
        <source>Choose presets</source>
        <translation>Choisir des préréglages</translation>
    </message>
    <message>
        <source>Vary: %1</source>
        <translation>Varier : %1</translation>
    </message>
    <message>
        <source>Vary this setting</source>
        <translation>Varier ce réglage</translation>
    </message>
    <message>
        <source>Values: %1</source>
        <translation>Valeurs : %1</translation>
    </message>
    <message>
        <source>Values with commas between them (0.0001, 0.001); for a random search also LOW..HIGH or LOW..HIGH:log. Possible: %1 to %2</source>
        <translation>Valeurs séparées par des virgules (0.0001, 0.001) ; pour une recherche au hasard aussi BAS..HAUT ou BAS..HAUT:log. Possible : de %1 à %2</translation>
    </message>
    <message>
        <source>Tick those to try</source>
        <translation>Cocher ce qui est à essayer</translation>
    </message>
    <message>
        <source>%1: tick what is to be tried.</source>
        <translation>%1 : cochez ce qui est à essayer.</translation>
    </message>
    <message>
        <source>%1 takes whole numbers: write them one by one.</source>
        <translation>%1 veut des nombres entiers : écrivez-les un à un.</translation>
    </message>
    <message>
        <source>%1: numbers from %2 to %3 are wanted.</source>
        <translation>%1 : des nombres de %2 à %3 sont attendus.</translation>
    </message>
    <message>
        <source>Tick what is to be varied.</source>
        <translation>Cochez ce qui doit varier.</translation>
    </message>
    <message>
        <source>Each architecture has its preset: vary one of the two.</source>
        <translation>Chaque architecture a son préréglage : variez l&apos;un des deux.</translation>
    </message>
    <message>
        <source>Trials: %1; epochs in all: %2</source>
        <translation>Essais : %1 ; époques en tout : %2</translation>
    </message>
    <message>
        <source>%1. Estimate tells how long that is.</source>
        <translation>%1. Estimer dit combien de temps cela prend.</translation>
    </message>
</context>
<context>
    <name>ui::SweepPanel</name>
    <message>
        <source>has not begun</source>
        <translation>pas commencé</translation>
    </message>
    <message>
        <source>Start search</source>
        <translation>Lancer la recherche</translation>
    </message>
    <message>
        <source>Trains one trial after another, each a run of its own; it can be stopped and gone on with</source>
        <translation>Entraîne un essai après l&apos;autre, chacun à part entière ; on peut l&apos;arrêter et la reprendre</translation>
    </message>
    <message>
        <source>Estimate search</source>
        <translation>Estimer la recherche</translation>
    </message>
    <message>
        <source>Measures on this machine how long an epoch of the settings on the left takes</source>
        <translation>Mesure sur cette machine combien dure une époque avec les réglages de gauche</translation>
    </message>
    <message>
        <source>Search that is shown</source>
        <translation>Recherche affichée</translation>
    </message>
    <message>
        <source>Searches of this workspace, the newest first</source>
        <translation>Recherches de cet espace de travail, la plus récente d&apos;abord</translation>
    </message>
    <message>
        <source>Stop search</source>
        <translation>Arrêter la recherche</translation>
    </message>
    <message>
        <source>Stop after the present batch; what was learned is kept</source>
        <translation>S&apos;arrêter après le lot en cours ; ce qui est appris est gardé</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>La reprendre</translation>
    </message>
    <message>
        <source>Go on with the search; no trial is learned anew</source>
        <translation>Reprendre la recherche ; aucun essai n&apos;est appris de nouveau</translation>
    </message>
    <message>
        <source>Best to a final run</source>
        <translation>Entraîner le meilleur</translation>
    </message>
    <message>
        <source>Train the best settings once more, with the test part measured</source>
        <translation>Entraîner une fois de plus les meilleurs réglages, mesure sur la partie de test comprise</translation>
    </message>
    <message>
        <source>Into the form</source>
        <translation>Dans le formulaire</translation>
    </message>
    <message>
        <source>Fill the form on the left with the settings of the marked trial</source>
        <translation>Remplir le formulaire de gauche avec les réglages de l&apos;essai marqué</translation>
    </message>
    <message>
        <source>Trials of the search</source>
        <translation>Essais de la recherche</translation>
    </message>
    <message>
        <source>Search %1</source>
        <translation>Recherche %1</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Essai</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Valid. ROC-AUC</source>
        <translation>ROC-AUC valid.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>%1 (best)</source>
        <translation>%1 (meilleur)</translation>
    </message>
    <message>
        <source>%1 of %2 trials trained</source>
        <translation>%1 essais sur %2 entraînés</translation>
    </message>
</context>
<context>
    <name>ui::TagFilesDialog</name>
    <message>
        <source>Write tags into files</source>
        <translation>Écrire les tags dans les fichiers</translation>
    </message>
    <message>
        <source>Puts tags of this workspace into the music files, so that players see them. Preview lists every change before anything is written.

Each file is changed beside the old one, read back - the sound and all other fields must be the same - and then put in its place. Undo gives the files their old bytes back, unless another program has changed them since.</source>
        <translation>Met des tags de cet espace de travail dans les fichiers de musique, pour que les lecteurs les voient. L’aperçu montre chaque changement avant toute écriture.

Chaque fichier est modifié à côté de l’ancien, relu - le son et tous les autres champs doivent être les mêmes - puis mis à sa place. Annuler rend aux fichiers leurs anciens octets, sauf si un autre programme les a modifiés depuis.</translation>
    </message>
    <message>
        <source>Nothing is written before you have seen the preview.</source>
        <translation>Rien n’est écrit avant que vous ayez vu l’aperçu.</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message numerus="yes">
        <source>The %n selected track(s)</source>
        <translation>
            <numerusform>La piste choisie</numerusform>
            <numerusform>Les %n pistes choisies</numerusform>
        </translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>Toute la bibliothèque</translation>
    </message>
    <message>
        <source>Tags given by</source>
        <translation>Tags donnés par</translation>
    </message>
    <message>
        <source>Kind of tag</source>
        <translation>Genre de tag</translation>
    </message>
    <message>
        <source>Different tags</source>
        <translation>Tags différents</translation>
    </message>
    <message>
        <source>Field in the file</source>
        <translation>Champ dans le fichier</translation>
    </message>
    <message>
        <source>Which kind goes into which field</source>
        <translation>Quel genre de tag va dans quel champ</translation>
    </message>
    <message>
        <source>Replace what the field holds</source>
        <translation>Remplacer le contenu du champ</translation>
    </message>
    <message>
        <source>Otherwise tags are added to those that the field holds already</source>
        <translation>Sinon, les tags s’ajoutent à ceux que le champ contient déjà</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Séparateur</translation>
    </message>
    <message>
        <source>Between several values where a file knows one only (ID3v2.3); other formats keep them apart by themselves</source>
        <translation>Entre plusieurs valeurs là où un fichier n’en connaît qu’une (ID3v2.3) ; les autres formats les séparent eux-mêmes</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Ensuite</translation>
    </message>
    <message>
        <source>What changes in the files</source>
        <translation>Ce qui change dans les fichiers</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Lists every change, writes nothing</source>
        <translation>Montre chaque changement, n’écrit rien</translation>
    </message>
    <message>
        <source>Write into the files</source>
        <translation>Écrire dans les fichiers</translation>
    </message>
    <message>
        <source>Writes exactly what the preview shows</source>
        <translation>Écrit exactement ce que montre l’aperçu</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>There are no tags yet but those that the files hold. Give some in Inspect, accept predictions in Tags, or import a table.</source>
        <translation>Il n’y a encore que les tags que contiennent les fichiers. Donnez-en dans Inspecter, acceptez des prédictions dans Tags, ou importez une table.</translation>
    </message>
    <message>
        <source>Field of %1</source>
        <translation>Champ de %1</translation>
    </message>
    <message>
        <source>Any name in capitals; in an MP3 one without a frame of its own becomes TXXX</source>
        <translation>Tout nom en capitales ; dans un MP3, un nom sans trame propre devient TXXX</translation>
    </message>
    <message>
        <source>Choose whose tags are to be written.</source>
        <translation>Choisissez de qui sont les tags à écrire.</translation>
    </message>
    <message>
        <source>Choose at least one kind of tag.</source>
        <translation>Choisissez au moins un genre de tag.</translation>
    </message>
    <message>
        <source>%1 cannot hold tags: capitals, digits and _ are allowed, and no field that names the track itself.</source>
        <translation>%1 ne peut contenir de tags : capitales, chiffres et _ sont permis, mais aucun champ qui nomme le piste lui-même.</translation>
    </message>
    <message>
        <source>The form has changed: look at a new preview before writing.</source>
        <translation>Le formulaire a changé : regardez un nouvel aperçu avant d’écrire.</translation>
    </message>
    <message>
        <source>Reading the files...</source>
        <translation>Lecture des fichiers…</translation>
    </message>
    <message>
        <source>Writing...</source>
        <translation>Écriture…</translation>
    </message>
    <message>
        <source>%1 of %2 files...</source>
        <translation>%1 fichiers sur %2…</translation>
    </message>
    <message>
        <source>Nothing could be written.</source>
        <translation>Rien n’a pu être écrit.</translation>
    </message>
    <message>
        <source>Stopped. Files that were done keep their tags; tagbench-cli tags undo takes them back.</source>
        <translation>Arrêté. Les fichiers déjà écrits gardent leurs tags ; tagbench-cli tags undo les reprend.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would change.</source>
        <translation>
            <numerusform>%n fichier changerait.</numerusform>
            <numerusform>%n fichiers changeraient.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed.</source>
        <translation>
            <numerusform>%n fichier modifié.</numerusform>
            <numerusform>%n fichiers modifiés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) need no change.</source>
        <translation>
            <numerusform>%n fichier n’a pas à changer.</numerusform>
            <numerusform>%n fichiers n’ont pas à changer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cannot be written; the reason stands below.</source>
        <translation>
            <numerusform>%n fichier ne peut être écrit ; la raison est ci-dessous.</numerusform>
            <numerusform>%n fichiers ne peuvent être écrits ; la raison est ci-dessous.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo (%1) gives them their old bytes back.</source>
        <translation>Annuler (%1) leur rend leurs anciens octets.</translation>
    </message>
    <message>
        <source>The first %1 are listed.</source>
        <translation>Les %1 premiers sont montrés.</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusé</translation>
    </message>
    <message numerus="yes">
        <source>write tags into %n file(s)</source>
        <translation>
            <numerusform>écrire des tags dans %n fichier</numerusform>
            <numerusform>écrire des tags dans %n fichiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TagScoreModel</name>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>✓ yes</source>
        <translation>✓ oui</translation>
    </message>
    <message>
        <source>× no</source>
        <translation>× non</translation>
    </message>
    <message>
        <source>? not enough data</source>
        <translation>? pas assez de données</translation>
    </message>
    <message>
        <source>n/a: no track of this part has the tag; it stands in no mean</source>
        <translation>s. o. : aucune piste de cette part n’a le tag ; il n’entre dans aucune moyenne</translation>
    </message>
    <message>
        <source>n/a: every track of this part has the tag; it stands in no mean</source>
        <translation>s. o. : toutes les pistes de cette part ont le tag ; il n’entre dans aucune moyenne</translation>
    </message>
    <message>
        <source>Chance reaches 0.5</source>
        <translation>Le hasard atteint 0,5</translation>
    </message>
    <message>
        <source>Chance reaches %1, the share of tracks with the tag</source>
        <translation>Le hasard atteint %1, la part des pistes avec le tag</translation>
    </message>
    <message>
        <source>At this threshold: %1 right, %2 wrongly given, %3 missed, %4 rightly left out</source>
        <translation>À ce seuil : %1 justes, %2 donnés à tort, %3 manqués, %4 laissés de côté à raison</translation>
    </message>
    <message>
        <source>Of %1 tracks, %2 have the tag</source>
        <translation>Sur %1 pistes, %2 ont le tag</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Positives</source>
        <translation>Positifs</translation>
    </message>
    <message>
        <source>Avg. prec.</source>
        <translation>Préc. moy.</translation>
    </message>
    <message>
        <source>Above chance</source>
        <translation>Au-dessus du hasard</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>How many tracks of this part have the tag</source>
        <translation>Nombre de pistes de cette part qui ont le tag</translation>
    </message>
</context>
<context>
    <name>ui::TagsPage</name>
    <message>
        <source>Vocabulary</source>
        <translation>Vocabulaire</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Nettoyage</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Partitions</translation>
    </message>
    <message>
        <source>Take the tags of a data set over to your tracks.</source>
        <translation>Reprenez les tags d’un jeu de données sur vos pistes.</translation>
    </message>
    <message>
        <source>Import a data set...</source>
        <translation>Importer un jeu de données…</translation>
    </message>
    <message>
        <source>Put the tags into categories and bring different writings together.</source>
        <translation>Classez les tags par catégories et réunissez leurs graphies.</translation>
    </message>
    <message>
        <source>Clean the tags...</source>
        <translation>Nettoyer les tags…</translation>
    </message>
    <message>
        <source>A preview reads and matches everything and writes nothing.</source>
        <translation>Un aperçu lit et apparie tout et n’écrit rien.</translation>
    </message>
    <message>
        <source>Your tracks keep their own tags; the cleaned ones stand beside them and can be taken away again.</source>
        <translation>Vos pistes gardent leurs tags ; les tags nettoyés sont à côté et peuvent être retirés.</translation>
    </message>
    <message>
        <source>Split the tracks...</source>
        <translation>Partitionner les pistes…</translation>
    </message>
    <message>
        <source>A split without leaks is what a model can be trained on.</source>
        <translation>Une partition sans fuite est ce sur quoi un modèle peut être entraîné.</translation>
    </message>
    <message>
        <source>Train a model...</source>
        <translation>Entraîner un modèle…</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Accepted predictions become tags of yours; a new training learns from them.</source>
        <translation>Les prédictions acceptées deviennent vos tags ; un nouvel entraînement apprend avec elles.</translation>
    </message>
    <message>
        <source>All about the words, from data set to training set.

Vocabulary lists every tag with its type and its tracks. Import takes the tags of a data set over to your tracks and names what did not match. Cleaning brings different writings together in stages that you can look at, and take back. Merging makes one vocabulary of all sources, and each tag&apos;s name in it can be changed. Splits makes the parts to learn from, to watch and to measure: no artist and no recording stands in two of them, and the proof is shown.</source>
        <translation>Tout sur les mots, du jeu de données au jeu d’apprentissage.

Vocabulaire montre chaque tag avec son type et ses pistes. Importer reprend les tags d’un jeu de données pour vos pistes et nomme ce qui n’a pas trouvé sa piste. Nettoyage réunit les graphies différentes par étapes que l’on peut regarder et annuler. La fusion fait un seul vocabulaire de toutes les sources, où le nom de chaque tag peut être changé. Partitions fait les parties pour apprendre, surveiller et mesurer : aucun artiste ni aucun enregistrement ne se trouve dans deux d’entre elles, et la preuve est montrée.</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>Fusion</translation>
    </message>
    <message>
        <source>A type that a data set delivers stays; double-click a name to change it.</source>
        <translation>Un type fourni par un jeu de données reste ; double-cliquez sur un nom pour le changer.</translation>
    </message>
</context>
<context>
    <name>ui::TrackActions</name>
    <message>
        <source>&amp;More like this...</source>
        <translation>Pistes se&amp;mblables…</translation>
    </message>
    <message>
        <source>E&amp;xport as playlist...</source>
        <translation>E&amp;xporter comme liste de lecture…</translation>
    </message>
    <message>
        <source>Tracks that a trained model hears as near to the current one</source>
        <translation>Pistes qu’un modèle entraîné entend comme proches de la piste courante</translation>
    </message>
    <message>
        <source>Export as playlist</source>
        <translation>Exporter comme liste de lecture</translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) written to %1.</source>
        <translation>
            <numerusform>%n piste écrite dans %1.</numerusform>
            <numerusform>%n pistes écrites dans %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the selected tracks as a playlist (M3U8 or XSPF) that players open</source>
        <translation>Écrire les pistes sélectionnées en une liste de lecture (M3U8 ou XSPF) que les lecteurs ouvrent</translation>
    </message>
    <message>
        <source>Playlists (*.m3u8 *.xspf)</source>
        <translation>Listes de lecture (*.m3u8 *.xspf)</translation>
    </message>
    <message>
        <source>&amp;Write tags into files...</source>
        <translation>É&amp;crire les tags dans les fichiers…</translation>
    </message>
    <message>
        <source>Put tags of this workspace into the music files, after a preview; undo gives the old bytes back</source>
        <translation>Mettre des tags de cet espace de travail dans les fichiers de musique, après un aperçu ; annuler rend les anciens octets</translation>
    </message>
</context>
<context>
    <name>ui::TrackTableModel</name>
    <message>
        <source>ready</source>
        <translation>prête</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>illisible</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
    <message>
        <source>%1 was not found at the last scan. What is known about it is kept; rescan when it is back.</source>
        <translation>%1 n’a pas été trouvé lors de la dernière analyse. Ce que l’on en sait est conservé ; relancez l’analyse à son retour.</translation>
    </message>
    <message>
        <source>%1: %2. It is kept in the list but cannot be analysed.</source>
        <translation>%1 : %2. Il reste dans la liste mais ne peut pas être analysé.</translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Fréquence</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canaux</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Best tags</source>
        <translation>Meilleurs tags</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Ch.</source>
        <comment>short for channels, heading of a narrow column</comment>
        <translation>Can.</translation>
    </message>
</context>
<context>
    <name>ui::TrainForm</name>
    <message>
        <source>Input: %1 s at %2 kHz, %3 mel bands</source>
        <translation>Entrée : %1 s à %2 kHz, %3 bandes mel</translation>
    </message>
    <message>
        <source>%1 parameters with 50 tags</source>
        <translation>%1 paramètres avec 50 tags</translation>
    </message>
    <message>
        <source>%1: ROC-AUC %2, PR-AUC %3</source>
        <translation>%1 : ROC-AUC %2, PR-AUC %3</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Licence : %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Every source</source>
        <translation>Toutes les sources</translation>
    </message>
    <message>
        <source>All but junk</source>
        <translation>Tous sauf les inutiles</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Which tracks are learned from, watched (validation) and kept for the final measure (test)</source>
        <translation>De quelles pistes on apprend, lesquelles on surveille (validation) et lesquelles on garde pour la mesure finale (test)</translation>
    </message>
    <message>
        <source>Labels from</source>
        <translation>Étiquettes de</translation>
    </message>
    <message>
        <source>Whose tags are believed: those in the files, yours, or those of imported data sets</source>
        <translation>À quels tags on croit : ceux des fichiers, les vôtres, ou ceux des jeux de données importés</translation>
    </message>
    <message>
        <source>Tag types</source>
        <translation>Types de tags</translation>
    </message>
    <message>
        <source>Only tags of these types are learned</source>
        <translation>Seuls les tags de ces types sont appris</translation>
    </message>
    <message>
        <source>Least tracks</source>
        <translation>Pistes au moins</translation>
    </message>
    <message>
        <source>A tag on fewer training tracks is left out</source>
        <translation>Un tag porté par moins de pistes d’entraînement est laissé de côté</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>Les plus fréquents</translation>
    </message>
    <message>
        <source>Only so many tags, those with most training tracks</source>
        <translation>Pas plus de tags que cela : ceux qui ont le plus de pistes d’entraînement</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Toutes les couches</translation>
    </message>
    <message>
        <source>The last layer alone (probe)</source>
        <translation>La dernière couche seule (sonde)</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>The design of the network</source>
        <translation>La conception du réseau</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>How melgrams are made; each architecture was designed for one</source>
        <translation>Comment les melgrammes sont faits ; chaque architecture a été conçue pour un préréglage</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partir de</translation>
    </message>
    <message>
        <source>Fresh weights, or those of a run or of a published checkpoint (fine-tuning)</source>
        <translation>Des poids neufs, ou ceux d’un entraînement ou d’un modèle publié (affinage)</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>Ce qui apprend</translation>
    </message>
    <message>
        <source>A probe keeps the network as it is and learns its last layer alone: fast, and enough where little data is at hand</source>
        <translation>Une sonde garde le réseau tel quel et n’apprend que sa dernière couche : rapide, et suffisant quand les données sont rares</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Apprentissage</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Constant</translation>
    </message>
    <message>
        <source>Cosine, down to 1 %</source>
        <translation>Cosinus, jusqu’à 1 %</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>How often every track is heard, at the most</source>
        <translation>Combien de fois chaque piste est entendue, au plus</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>Arrêt anticipé après</translation>
    </message>
    <message>
        <source>Epochs in a row without a better validation ROC-AUC after which the training ends</source>
        <translation>Nombre d’époques de suite sans meilleur ROC-AUC de validation après lesquelles l’entraînement finit</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Windows learned from at once; more need more memory</source>
        <translation>Fenêtres apprises à la fois ; davantage demande plus de mémoire</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Évolution</translation>
    </message>
    <message>
        <source>How the learning rate changes over the epochs</source>
        <translation>Comment le taux d’apprentissage change au fil des époques</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Décroissance des poids</translation>
    </message>
    <message>
        <source>L2 penalty on the weights</source>
        <translation>Pénalité L2 sur les poids</translation>
    </message>
    <message>
        <source>Windows a track</source>
        <translation>Fenêtres par piste</translation>
    </message>
    <message>
        <source>Random pieces of each track in one epoch</source>
        <translation>Morceaux de chaque piste pris au hasard en une époque</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same seed gives the same training</source>
        <translation>La même graine donne le même entraînement</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Best there is</source>
        <translation>Le meilleur disponible</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>CUDA graphics card</source>
        <translation>Carte graphique CUDA</translation>
    </message>
    <message>
        <source>Date and model</source>
        <translation>Date et modèle</translation>
    </message>
    <message>
        <source>Why this run?</source>
        <translation>Pourquoi cet entraînement ?</translation>
    </message>
    <message>
        <source>Evaluate on the test part afterwards</source>
        <translation>Évaluer ensuite sur la part de test</translation>
    </message>
    <message>
        <source>Predicts the test tracks with the best epoch and measures every tag</source>
        <translation>Prédit les pistes de test avec la meilleure époque et mesure chaque tag</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Where the network computes</source>
        <translation>Où le réseau calcule</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>What the run is called; date and model if you write nothing</source>
        <translation>Le nom de l’entraînement ; date et modèle si vous n’écrivez rien</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Kept with the run; you can change them at any time</source>
        <translation>Gardées avec l’entraînement ; vous pouvez les changer à tout moment</translation>
    </message>
    <message>
        <source>The architectures cannot be read: %1</source>
        <translation>Les architectures ne peuvent être lues : %1</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>ROC-AUC*</source>
        <translation>ROC-AUC*</translation>
    </message>
    <message>
        <source>PR-AUC*</source>
        <translation>PR-AUC*</translation>
    </message>
    <message>
        <source>As published, on MagnaTagATune</source>
        <translation>Publié, sur MagnaTagATune</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>Architectures</translation>
    </message>
    <message>
        <source>Scratch (fresh weights)</source>
        <translation>Zéro (poids neufs)</translation>
    </message>
    <message>
        <source>A weight file...</source>
        <translation>Un fichier de poids...</translation>
    </message>
    <message>
        <source>Start from a weight file</source>
        <translation>Partir d’un fichier de poids</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>Poids (*.safetensors *.pth *.pt);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>New: 80 / 10 / 10, by artist</source>
        <translation>Nouvelle : 80 / 10 / 10, par artiste</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>file (tags in the files)</source>
        <translation>file (tags des fichiers)</translation>
    </message>
    <message>
        <source>user (yours)</source>
        <translation>user (les vôtres)</translation>
    </message>
    <message>
        <source>Input: %1 s at %2 kHz, the waveform</source>
        <translation>Entrée : %1 s à %2 kHz, la forme d’onde</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Of a design that was published in several sizes, in millions of parameters</source>
        <translation>D&apos;une architecture publiée en plusieurs tailles, en millions de paramètres</translation>
    </message>
    <message>
        <source>Staged, as published (Adam, then SGD)</source>
        <translation>Par étapes, comme publié (Adam, puis SGD)</translation>
    </message>
    <message>
        <source>Step of the optimiser; lower it when the loss jumps</source>
        <translation>Pas de l&apos;optimiseur ; à réduire quand la perte saute</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Comme publiée</translation>
    </message>
    <message>
        <source>%1 (%2 parameters)</source>
        <translation>%1 (%2 paramètres)</translation>
    </message>
</context>
<context>
    <name>ui::TrainPage</name>
    <message>
        <source>No music yet. Add a folder in the library first.</source>
        <translation>Pas encore de musique. Ajoutez d’abord un dossier dans la bibliothèque.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Estimer</translation>
    </message>
    <message>
        <source>Learns a few batches on this machine and says what the whole would take; nothing is kept</source>
        <translation>Apprend quelques lots sur cette machine et dit ce que le tout prendrait ; rien n’est gardé</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Lancer l’entraînement</translation>
    </message>
    <message>
        <source>Makes the split and the melgrams first if they are missing. While another training runs, this one waits for it.</source>
        <translation>Fait d’abord la partition et les melgrammes s’ils manquent. Tant qu’un autre entraînement tourne, celui-ci l’attend.</translation>
    </message>
    <message>
        <source>%1 of the %2 chosen runs are drawn.</source>
        <translation>%1 des %2 entraînements choisis sont tracés.</translation>
    </message>
    <message>
        <source>A split of %1 tracks is made first: 80 % to learn from, 10 % to watch, 10 % to measure, each artist in one part.</source>
        <translation>Une partition de %1 pistes est faite d’abord : 80 % pour apprendre, 10 % pour surveiller, 10 % pour mesurer, chaque artiste dans une seule part.</translation>
    </message>
    <message>
        <source>%1 tags (%2 left out); %3 tracks to learn from, %4 to watch, %5 to measure</source>
        <translation>%1 tags (%2 laissés de côté) ; %3 pistes pour apprendre, %4 pour surveiller, %5 pour mesurer</translation>
    </message>
    <message>
        <source>Left out:&lt;br&gt;%1</source>
        <translation>Laissés de côté :&lt;br&gt;%1</translation>
    </message>
    <message>
        <source>Will be measured when the present training is done ...</source>
        <translation>Sera mesuré quand l’entraînement en cours sera fini ...</translation>
    </message>
    <message>
        <source>Measuring a few batches ...</source>
        <translation>Mesure de quelques lots ...</translation>
    </message>
    <message>
        <source>The estimate was cancelled.</source>
        <translation>L’estimation a été annulée.</translation>
    </message>
    <message>
        <source>How long will it take? Estimate measures it on this machine.</source>
        <translation>Combien de temps cela prendra-t-il ? Estimer le mesure sur cette machine.</translation>
    </message>
    <message>
        <source>About %1 for all epochs, %2 each (%3 windows/s, %4)</source>
        <translation>Environ %1 pour toutes les époques, %2 chacune (%3 fenêtres/s, %4)</translation>
    </message>
    <message>
        <source>of that %1 for missing melgrams (%2)</source>
        <translation>dont %1 pour les melgrammes manquants (%2)</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>%1 sur le disque</translation>
    </message>
    <message>
        <source>%1 of memory, %2 on disk</source>
        <translation>%1 de mémoire, %2 sur le disque</translation>
    </message>
    <message>
        <source>That is more memory than is free: choose a smaller batch.</source>
        <translation>C’est plus que la mémoire libre : choisissez un lot plus petit.</translation>
    </message>
    <message>
        <source>That is more than the disk has left.</source>
        <translation>C’est plus qu’il ne reste sur le disque.</translation>
    </message>
    <message>
        <source>The training waits for the one at work.</source>
        <translation>L’entraînement attend la fin de celui en cours.</translation>
    </message>
    <message>
        <source>The training begins.</source>
        <translation>L’entraînement commence.</translation>
    </message>
    <message>
        <source>%1 goes on.</source>
        <translation>%1 se poursuit.</translation>
    </message>
    <message>
        <source>The form holds the settings of run %1. Change what you like and start.</source>
        <translation>Le formulaire contient les paramètres de l’entraînement %1. Changez ce que vous voulez et lancez.</translation>
    </message>
    <message>
        <source>%1 was interrupted after %2 of %3 epochs. Nothing of them is lost.</source>
        <translation>%1 a été interrompu après %2 époques sur %3. Rien n’en est perdu.</translation>
    </message>
    <message>
        <source>Resume it</source>
        <translation>La reprendre</translation>
    </message>
    <message>
        <source>The training failed: %1</source>
        <translation>L’entraînement a échoué : %1</translation>
    </message>
    <message>
        <source>Read its log</source>
        <translation>Lire son journal</translation>
    </message>
    <message>
        <source>No run yet. Choose data and a model on the left and start; the curves grow while it learns.</source>
        <translation>Pas encore d’entraînement. Choisissez des données et un modèle à gauche et lancez ; les courbes grandissent pendant qu’il apprend.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Aller à la bibliothèque</translation>
    </message>
    <message>
        <source>You can use the other pages while it learns; closing the window asks first.</source>
        <translation>Vous pouvez utiliser les autres pages pendant qu’il apprend ; fermer la fenêtre demande d’abord.</translation>
    </message>
    <message>
        <source>Show its log</source>
        <translation>Voir son journal</translation>
    </message>
    <message>
        <source>Choose several runs to compare their curves and settings. What a run is worth on other tracks stands on the Evaluate page.</source>
        <translation>Choisissez plusieurs entraînements pour comparer leurs courbes et paramètres. Ce que vaut un entraînement sur d’autres pistes se lit à la page Évaluation.</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Search of settings</source>
        <translation>Recherche de réglages</translation>
    </message>
    <message>
        <source>Tries several settings on the validation part and shows which are best</source>
        <translation>Essaie plusieurs réglages sur la partie de validation et montre les meilleurs</translation>
    </message>
    <message>
        <source>The final run begins.</source>
        <translation>L&apos;entraînement final commence.</translation>
    </message>
    <message>
        <source>The search waits for the training at work.</source>
        <translation>La recherche attend la fin de l&apos;entraînement en cours.</translation>
    </message>
    <message>
        <source>The search begins.</source>
        <translation>La recherche commence.</translation>
    </message>
    <message>
        <source>Teaches a model your tags. On the left choose the data, the model and how it learns; Estimate measures on this machine how long it takes. Start training works in the background: you can go on, close the window and resume.

The curves show each epoch, the best one is marked. Rising validation loss while training loss falls means that the model learns by heart. Finish now keeps the best epoch.

Choose several runs in the table to compare their curves and settings.

Search of settings tries several values of the learning rate, dropout and others, judges them on the validation part and shows every trial as a line.

A student learns from unlabelled music, too, with the answers of a trained run as its teacher.</source>
        <translation>Apprend vos tags à un modèle. À gauche, choisissez les données, le modèle et la façon d’apprendre ; Estimer mesure sur cette machine le temps qu’il faut. L’entraînement se fait en arrière-plan : vous pouvez continuer, fermer la fenêtre et reprendre.

Les courbes montrent chaque époque, la meilleure est marquée. Si la perte de validation monte pendant que celle d’apprentissage baisse, le modèle apprend par cœur. Terminer maintenant garde la meilleure époque.

Choisissez plusieurs entraînements dans le tableau pour comparer leurs courbes et réglages.

Recherche de réglages essaie plusieurs valeurs du taux d&apos;apprentissage, du dropout et d&apos;autres, les juge sur la partie de validation et montre chaque essai comme une ligne.

Un élève apprend aussi de musique sans étiquettes, avec les réponses d’un entraînement terminé comme maître.</translation>
    </message>
    <message>
        <source>Training, search or student</source>
        <translation>Entraînement, recherche ou élève</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Élève</translation>
    </message>
    <message>
        <source>Learns from labelled and unlabelled music, with a trained run as teacher</source>
        <translation>Apprend de musique avec et sans étiquettes, avec un entraînement terminé comme maître</translation>
    </message>
    <message>
        <source>The student waits for the training at work.</source>
        <translation>L’élève attend la fin de l’entraînement en cours.</translation>
    </message>
    <message>
        <source>The student begins.</source>
        <translation>L’élève commence.</translation>
    </message>
</context>
<context>
    <name>ui::VocabularyModel</name>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
</context>
<context>
    <name>ui::VocabularyPanel</name>
    <message>
        <source>Types of tags</source>
        <translation>Types de tags</translation>
    </message>
    <message>
        <source>No tags yet. Tags come from your music files when a folder is scanned, and from data sets that you import.</source>
        <translation>Pas encore de tags. Les tags viennent de vos fichiers de musique quand un dossier est analysé, et des jeux de données que vous importez.</translation>
    </message>
    <message>
        <source>Filter tags</source>
        <translation>Filtrer les tags</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Show its tracks</source>
        <translation>Montrer ses pistes</translation>
    </message>
    <message>
        <source>Selects all tracks with this tag and shows the library</source>
        <translation>Sélectionne toutes les pistes avec ce tag et montre la bibliothèque</translation>
    </message>
    <message>
        <source>Merged into it</source>
        <translation>Fusionnés avec lui</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Tags that were merged into the chosen one</source>
        <translation>Tags qui ont été fusionnés avec celui qui est choisi</translation>
    </message>
    <message>
        <source>On the same tracks</source>
        <translation>Sur les mêmes pistes</translation>
    </message>
    <message>
        <source>Tracks in common</source>
        <translation>Pistes communes</translation>
    </message>
    <message>
        <source>Tags that share tracks with the chosen one</source>
        <translation>Tags qui partagent des pistes avec celui qui est choisi</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Tous les types</translation>
    </message>
    <message>
        <source>No tag chosen</source>
        <translation>Aucun tag choisi</translation>
    </message>
    <message>
        <source>Choose a tag to see what goes with it and what was merged into it.</source>
        <translation>Choisissez un tag pour voir ce qui l’accompagne et ce qui a été fusionné avec lui.</translation>
    </message>
    <message numerus="yes">
        <source>%1, on %n tracks</source>
        <translation>
            <numerusform>%1, sur %n piste</numerusform>
            <numerusform>%1, sur %n pistes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::explore::ExploreTools</name>
    <message>
        <source>Map tools</source>
        <translation>Outils de la carte</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Déplacer</translation>
    </message>
    <message>
        <source>Drag moves the map; a click chooses and plays a track</source>
        <translation>Glisser déplace la carte ; un clic choisit et joue une piste</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Cadre</translation>
    </message>
    <message>
        <source>Drag a box around tracks to select them; with Shift they are added</source>
        <translation>Tracez un cadre autour de pistes pour les sélectionner ; avec Maj elles s’ajoutent</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Draw a line around tracks to select them; with Shift they are added</source>
        <translation>Entourez des pistes d’un trait pour les sélectionner ; avec Maj elles s’ajoutent</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>Montrer toute la carte</translation>
    </message>
    <message>
        <source>Hear</source>
        <translation>Écouter</translation>
    </message>
    <message>
        <source>Play the track the pointer rests on</source>
        <translation>Jouer la piste sous le pointeur</translation>
    </message>
    <message>
        <source>Two maps</source>
        <translation>Deux cartes</translation>
    </message>
    <message>
        <source>Show two maps side by side</source>
        <translation>Montrer deux cartes côte à côte</translation>
    </message>
    <message>
        <source>Find on the map</source>
        <translation>Chercher sur la carte</translation>
    </message>
    <message>
        <source>Words or tag:piano artist:…; found tracks get a ring, Return selects them</source>
        <translation>Des mots ou tag:piano artist:… ; les pistes trouvées reçoivent un anneau, Entrée les sélectionne</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>Draw a path: the tracks along it are chosen in its order, ready for a playlist</source>
        <translation>Tracer un chemin : les pistes qui le bordent sont choisies dans son ordre, prêtes pour une liste de lecture</translation>
    </message>
</context>
<context>
    <name>ui::explore::MapForm</name>
    <message>
        <source>Compute</source>
        <translation>Calculer</translation>
    </message>
    <message>
        <source>Place the tracks; the map is kept in the workspace</source>
        <translation>Placer les pistes ; la carte est conservée dans l’espace de travail</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop; no map is kept</source>
        <translation>Arrêter ; aucune carte n’est conservée</translation>
    </message>
    <message>
        <source>Progress of the map</source>
        <translation>Progression de la carte</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>Faite de</translation>
    </message>
    <message>
        <source>What makes two tracks alike</source>
        <translation>Ce qui fait que deux pistes se ressemblent</translation>
    </message>
    <message>
        <source>Tag vectors</source>
        <translation>Vecteurs de tags</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Représentations</translation>
    </message>
    <message>
        <source>Timbre, no model</source>
        <translation>Timbre, sans modèle</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Whose predictions are mapped</source>
        <translation>Celui dont les prédictions font la carte</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Pas encore d’entraînement</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>The layer whose outputs are mapped</source>
        <translation>La couche dont les sorties font la carte</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <source>t-SNE keeps neighbours together; PCA keeps the directions of most variance</source>
        <translation>t-SNE garde les voisins ensemble ; l’ACP garde les directions de plus grande variance</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>ACP</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexité</translation>
    </message>
    <message>
        <source>About how many neighbours count for a track; lowered for few tracks</source>
        <translation>Environ combien de voisins comptent pour une piste ; réduit s’il y a peu de pistes</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>Itérations</translation>
    </message>
    <message>
        <source>Steps; the first 250 pull clusters apart</source>
        <translation>Étapes ; les 250 premières écartent les groupes</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same seed gives the same picture</source>
        <translation>La même graine donne la même image</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Which tracks are mapped</source>
        <translation>Les pistes mises sur la carte</translation>
    </message>
    <message>
        <source>Whole library</source>
        <translation>Toute la bibliothèque</translation>
    </message>
    <message>
        <source>A filter</source>
        <translation>Un filtre</translation>
    </message>
    <message>
        <source>The selection</source>
        <translation>La sélection</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>Part d’entraînement</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>Part de validation</translation>
    </message>
    <message>
        <source>Test part</source>
        <translation>Part de test</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>As in the library: words, or tag:piano artist:…</source>
        <translation>Comme dans la bibliothèque : des mots, ou tag:piano artist:…</translation>
    </message>
    <message>
        <source>tag:piano</source>
        <translation>tag:piano</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Au plus</translation>
    </message>
    <message>
        <source>More tracks are sampled, stratified by genre; the map says so. 0 maps all.</source>
        <translation>Au-delà, les pistes sont échantillonnées, stratifiées par genre ; la carte le dit. 0 les prend toutes.</translation>
    </message>
    <message>
        <source>all tracks</source>
        <translation>toutes les pistes</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Groupes</translation>
    </message>
    <message>
        <source>Groups that k-means looks for in the vectors, to colour by</source>
        <translation>Groupes que k-means cherche dans les vecteurs, pour colorer</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>No model has predicted tags yet. Train one first, or map the timbre.</source>
        <translation>Aucun modèle n’a encore prédit de tags. Entraînez-en un d’abord, ou faites la carte du timbre.</translation>
    </message>
    <message>
        <source>The selection (%1)</source>
        <translation>La sélection (%1)</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1 : %2 sur %3</translation>
    </message>
</context>
<context>
    <name>ui::explore::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Groups by colour and shape. A row that is chosen stands out on the map; Return selects its tracks.</source>
        <translation>Groupes par couleur et forme. Une ligne choisie ressort sur la carte ; Entrée sélectionne ses pistes.</translation>
    </message>
    <message>
        <source>Click: this group stands out. Double click: its tracks are selected.</source>
        <translation>Clic : ce groupe ressort. Double clic : ses pistes sont sélectionnées.</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln track(s)</source>
        <translation>
            <numerusform>%1, %Ln piste</numerusform>
            <numerusform>%1, %Ln pistes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::explore::MapPanel</name>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Which of the kept maps is shown</source>
        <translation>Laquelle des cartes conservées est montrée</translation>
    </message>
    <message>
        <source>No map yet</source>
        <translation>Pas encore de carte</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>Colorer par</translation>
    </message>
    <message>
        <source>What colour and shape of the points mean</source>
        <translation>Ce que signifient la couleur et la forme des points</translation>
    </message>
    <message>
        <source>Forget this map</source>
        <translation>Oublier cette carte</translation>
    </message>
    <message>
        <source>Forget this map; tracks and tags stay</source>
        <translation>Oublier cette carte ; pistes et tags restent</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>Montrer toutes les pistes</translation>
    </message>
    <message>
        <source>Compute this map again with all tracks</source>
        <translation>Recalculer cette carte avec toutes les pistes</translation>
    </message>
    <message>
        <source>No map yet. Choose on the left what it is made of, then press Compute; nothing is computed before.</source>
        <translation>Pas encore de carte. Choisissez à gauche de quoi elle est faite, puis appuyez sur Calculer ; rien n’est calculé avant.</translation>
    </message>
    <message>
        <source>Converging: iteration %1 of %2, KL %3</source>
        <translation>Convergence : itération %1 sur %2, KL %3</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>Une couleur</translation>
    </message>
    <message>
        <source>By type: %1</source>
        <translation>Par type : %1</translation>
    </message>
    <message>
        <source>By artist</source>
        <translation>Par artiste</translation>
    </message>
    <message>
        <source>By split part</source>
        <translation>Par part de la partition</translation>
    </message>
    <message>
        <source>By cluster</source>
        <translation>Par groupe</translation>
    </message>
    <message>
        <source>Tag: %1</source>
        <translation>Tag : %1</translation>
    </message>
</context>
<context>
    <name>ui::explore::NearPanel</name>
    <message>
        <source>Other artists only</source>
        <translation>Autres artistes seulement</translation>
    </message>
    <message>
        <source>Select these</source>
        <translation>Les sélectionner</translation>
    </message>
    <message>
        <source>Make these tracks the selection, in the library too</source>
        <translation>Faire de ces pistes la sélection, aussi dans la bibliothèque</translation>
    </message>
    <message>
        <source>Playlist...</source>
        <translation>Liste de lecture…</translation>
    </message>
    <message>
        <source>Save the tracks asked for and these as a playlist (M3U8 or XSPF)</source>
        <translation>Enregistrer les pistes demandées et celles-ci comme liste de lecture (M3U8 ou XSPF)</translation>
    </message>
    <message>
        <source>by tags</source>
        <translation>par tags</translation>
    </message>
    <message>
        <source>by embedding</source>
        <translation>par représentation</translation>
    </message>
    <message>
        <source>on this map</source>
        <translation>sur cette carte</translation>
    </message>
    <message>
        <source>Measure nearness</source>
        <translation>Mesurer la proximité</translation>
    </message>
    <message>
        <source>Tags and embeddings are compared by cosine. A map keeps neighbourhoods, not distances.</source>
        <translation>Tags et représentations sont comparés par cosinus. Une carte garde les voisinages, pas les distances.</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>How many near tracks are listed</source>
        <translation>Nombre de pistes proches listées</translation>
    </message>
    <message>
        <source>Leave out tracks by an artist that was asked for</source>
        <translation>Laisser de côté les pistes d’un artiste demandé</translation>
    </message>
    <message>
        <source>Near tracks</source>
        <translation>Pistes proches</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Piste</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Choose a track: click a point of the map, or a row of the library.</source>
        <translation>Choisissez une piste : cliquez un point de la carte, ou une ligne de la bibliothèque.</translation>
    </message>
    <message>
        <source>Near the chosen track</source>
        <translation>Proches de la piste choisie</translation>
    </message>
    <message>
        <source>No neighbours: %1.</source>
        <translation>Pas de voisines : %1.</translation>
    </message>
    <message>
        <source>Save playlist</source>
        <translation>Enregistrer la liste de lecture</translation>
    </message>
    <message>
        <source>Playlists (*.m3u8 *.xspf)</source>
        <translation>Listes de lecture (*.m3u8 *.xspf)</translation>
    </message>
    <message numerus="yes">
        <source>Near the %Ln chosen track(s)</source>
        <translation>
            <numerusform>Proches de la piste choisie</numerusform>
            <numerusform>Proches des %Ln pistes choisies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) written to %1</source>
        <translation>
            <numerusform>%Ln piste écrite dans %1</numerusform>
            <numerusform>%Ln pistes écrites dans %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Search for tracks like the chosen ones, with words that push the search and reasons for each result</source>
        <translation>Chercher des pistes comme celles choisies, avec des mots qui poussent la recherche et les raisons de chaque résultat</translation>
    </message>
</context>
<context>
    <name>ui::features::BestPanel</name>
    <message>
        <source>Search their settings</source>
        <translation>Chercher leurs réglages</translation>
    </message>
    <message>
        <source>the grid search</source>
        <translation>la recherche sur grille</translation>
    </message>
    <message>
        <source>Search the settings of the best three</source>
        <translation>Chercher les réglages des trois meilleurs</translation>
    </message>
    <message>
        <source>Tries every combination of each model&apos;s grid; some minutes for large tables</source>
        <translation>Essaie chaque combinaison de la grille de chaque modèle ; quelques minutes pour de grands tableaux</translation>
    </message>
    <message>
        <source>Settings are chosen by folds inside the rows a model learns from. The rows it is examined on cannot be used: the search is never given them, so a score here is not the best of many tries on its own test.</source>
        <translation>Les réglages sont choisis par des plis à l&apos;intérieur des lignes apprises. Les lignes d&apos;examen ne peuvent pas servir : la recherche ne les reçoit jamais, et un score n&apos;est donc pas le meilleur de nombreux essais sur son propre test.</translation>
    </message>
    <message>
        <source>Compare models first, in the tab before; the three best of an experiment stand here side by side.</source>
        <translation>Comparez d&apos;abord des modèles, dans l&apos;onglet précédent ; les trois meilleurs d&apos;une expérience sont ici côte à côte.</translation>
    </message>
    <message>
        <source>Experiment %1: the best with searched settings</source>
        <translation>Expérience %1 : les meilleurs, réglages cherchés</translation>
    </message>
    <message>
        <source>Experiment %1: the best as they come out of the box</source>
        <translation>Expérience %1 : les meilleurs, tels quels</translation>
    </message>
</context>
<context>
    <name>ui::features::CompareForm</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Who learns from which rows and is examined on which</source>
        <translation>Qui apprend de quelles lignes et est examiné sur lesquelles</translation>
    </message>
    <message>
        <source>Folds: each row is examined once</source>
        <translation>Plis : chaque ligne est examinée une fois</translation>
    </message>
    <message>
        <source>80 % - 10 % - 10 %, once</source>
        <translation>80 % - 10 % - 10 %, une fois</translation>
    </message>
    <message>
        <source>Folds from a file</source>
        <translation>Plis d&apos;un fichier</translation>
    </message>
    <message>
        <source>A split of the library</source>
        <translation>Une partition de la bibliothèque</translation>
    </message>
    <message>
        <source>Number of folds</source>
        <translation>Nombre de plis</translation>
    </message>
    <message>
        <source>Each fold in turn is examined by models that learnt from the others; classes are spread evenly</source>
        <translation>Chaque pli à son tour est examiné par des modèles qui ont appris des autres ; les classes sont réparties également</translation>
    </message>
    <message>
        <source>Fold file</source>
        <translation>Fichier de plis</translation>
    </message>
    <message>
        <source>A table with the columns row (from 0) and the fold of each row; or train, val, test</source>
        <translation>Un tableau avec les colonnes row (à partir de 0) et le pli de chaque ligne ; ou train, val, test</translation>
    </message>
    <message>
        <source>Column of the folds</source>
        <translation>Colonne des plis</translation>
    </message>
    <message>
        <source>The column that names the fold</source>
        <translation>La colonne qui nomme le pli</translation>
    </message>
    <message>
        <source>Split of the library</source>
        <translation>Partition de la bibliothèque</translation>
    </message>
    <message>
        <source>The parts that networks were trained and measured on: scores can be compared with theirs</source>
        <translation>Les parties sur lesquelles des réseaux ont été entraînés et mesurés : les scores se comparent aux leurs</translation>
    </message>
    <message>
        <source>Keep together</source>
        <translation>Garder ensemble</translation>
    </message>
    <message>
        <source>What may not stand on both sides of a round</source>
        <translation>Ce qui ne peut être des deux côtés d&apos;un tour</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>equal rows</source>
        <translation>les lignes égales</translation>
    </message>
    <message>
        <source>artists, and equal rows</source>
        <translation>les artistes et les lignes égales</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same seed gives the same folds and the same models</source>
        <translation>La même graine donne les mêmes plis et les mêmes modèles</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Fichier...</translation>
    </message>
    <message>
        <source>Choose the fold file</source>
        <translation>Choisir le fichier de plis</translation>
    </message>
    <message>
        <source>Choose a file of folds</source>
        <translation>Choisir un fichier de plis</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Plis</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tableaux (*.csv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>What decides</source>
        <translation>Ce qui décide</translation>
    </message>
    <message>
        <source>Ranking, grid search and early stopping follow this measure</source>
        <translation>Classement, recherche sur grille et arrêt précoce suivent cette mesure</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Those with a tick are compared, as they come out of the box</source>
        <translation>Ceux qui ont une coche sont comparés, tels quels</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Decides</source>
        <translation>Décide</translation>
    </message>
</context>
<context>
    <name>ui::features::ComparePanel</name>
    <message>
        <source>Grid search</source>
        <translation>Recherche sur grille</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminée</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêtée</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échouée</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrompue</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source>Nothing compared yet. Choose a plan and models, then Compare: each model learns from some rows and is examined on others, again and again.</source>
        <translation>Rien n&apos;est encore comparé. Choisissez un plan et des modèles, puis Comparer : chaque modèle apprend de certaines lignes et est examiné sur d&apos;autres, encore et encore.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Compare the models</source>
        <translation>Comparer les modèles</translation>
    </message>
    <message>
        <source>Every model with its standard settings over all rounds of the plan; kept in the workspace</source>
        <translation>Chaque modèle avec ses réglages standard sur tous les tours du plan ; gardé dans l&apos;espace de travail</translation>
    </message>
    <message>
        <source>the comparison</source>
        <translation>la comparaison</translation>
    </message>
    <message>
        <source>Choose a table first, in the tab Table.</source>
        <translation>Choisissez d&apos;abord un tableau, dans l&apos;onglet Tableau.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N°</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Meilleur</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Expériences</translation>
    </message>
    <message>
        <source>Take the best three to grid search</source>
        <translation>Chercher les réglages des trois meilleurs</translation>
    </message>
    <message>
        <source>Searches the settings of the three best models by folds inside the rows they learn from, never by the rows they are examined on</source>
        <translation>Cherche les réglages des trois meilleurs modèles par des plis à l&apos;intérieur des lignes apprises, jamais par les lignes d&apos;examen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Remove the experiment</source>
        <translation>Supprimer l&apos;expérience</translation>
    </message>
    <message>
        <source>Forgets the chosen experiment, with its answers</source>
        <translation>Oublie l&apos;expérience choisie, avec ses réponses</translation>
    </message>
    <message>
        <source>Forget experiment %1 and its answers?</source>
        <translation>Oublier l&apos;expérience %1 et ses réponses ?</translation>
    </message>
    <message>
        <source>This experiment has no result: it is running, or it was stopped before its end.</source>
        <translation>Cette expérience n&apos;a pas de résultat : elle est en cours, ou a été arrêtée avant la fin.</translation>
    </message>
</context>
<context>
    <name>ui::features::FinalForm</name>
    <message>
        <source>Choose as final</source>
        <translation>Choisir comme final</translation>
    </message>
    <message>
        <source>the final model</source>
        <translation>le modèle final</translation>
    </message>
    <message>
        <source>Model to choose</source>
        <translation>Modèle à choisir</translation>
    </message>
    <message>
        <source>The models of the experiment, best first</source>
        <translation>Les modèles de l&apos;expérience, le meilleur d&apos;abord</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Raisons</translation>
    </message>
    <message>
        <source>Why this one, in your words; they are kept with the model and stand in its report, beside what can be read off the experiment</source>
        <translation>Pourquoi celui-ci, dans vos mots ; elles sont gardées avec le modèle et dans son rapport, à côté de ce qui se lit dans l&apos;expérience</translation>
    </message>
    <message>
        <source>Why this one? For example: finds every class, can be explained, quick.</source>
        <translation>Pourquoi celui-ci ? Par exemple : trouve chaque classe, s&apos;explique, rapide.</translation>
    </message>
    <message>
        <source>Choose this model as final</source>
        <translation>Choisir ce modèle comme final</translation>
    </message>
    <message>
        <source>Fits the model on all rows, finds out what each column is worth to it, and keeps it for predictions. Its scores stay those of the experiment.</source>
        <translation>Apprend toutes les lignes, trouve ce que chaque colonne vaut pour le modèle, et le garde pour les prédictions. Ses scores restent ceux de l&apos;expérience.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>From experiment %1: %2</source>
        <translation>De l&apos;expérience %1 : %2</translation>
    </message>
    <message>
        <source>Choose an experiment in the tab Compare: a comparison, or better a grid search.</source>
        <translation>Choisissez une expérience dans l&apos;onglet Comparer : une comparaison, ou mieux une recherche sur grille.</translation>
    </message>
</context>
<context>
    <name>ui::features::FinalPanel</name>
    <message>
        <source>Why it was chosen</source>
        <translation>Pourquoi il a été choisi</translation>
    </message>
    <message>
        <source>Predict the library&apos;s tracks</source>
        <translation>Prédire les morceaux de la bibliothèque</translation>
    </message>
    <message>
        <source>Asks the model about every track that has the features it learnt from</source>
        <translation>Interroge le modèle sur chaque morceau qui a les descripteurs appris</translation>
    </message>
    <message>
        <source>Save report...</source>
        <translation>Enregistrer le rapport...</translation>
    </message>
    <message>
        <source>Save the report of this model</source>
        <translation>Enregistrer le rapport de ce modèle</translation>
    </message>
    <message>
        <source>One page with the comparison, the choice and its reasons, the scores and the pictures</source>
        <translation>Une page avec la comparaison, le choix et ses raisons, les scores et les images</translation>
    </message>
    <message>
        <source>the prediction</source>
        <translation>la prédiction</translation>
    </message>
    <message>
        <source>Choose a final model</source>
        <translation>Choisir un modèle final</translation>
    </message>
    <message>
        <source>The final model</source>
        <translation>Le modèle final</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>The final model: every class against all others</source>
        <translation>Le modèle final : chaque classe contre toutes les autres</translation>
    </message>
    <message>
        <source>ROC of every class</source>
        <translation>ROC de chaque classe</translation>
    </message>
    <message>
        <source>Confusion of the final model</source>
        <translation>Confusion du modèle final</translation>
    </message>
    <message>
        <source>Importance of the columns</source>
        <translation>Importance des colonnes</translation>
    </message>
    <message>
        <source>How importance is measured</source>
        <translation>Comment l&apos;importance est mesurée</translation>
    </message>
    <message>
        <source>Permutation: how far the deciding measure falls when a column&apos;s values change places, in rows the model did not learn from. Gain: what the splits by a column bought while the trees were grown; it favours columns with many values.</source>
        <translation>Permutation : de combien tombe la mesure qui décide quand les valeurs d&apos;une colonne changent de place, dans des lignes que le modèle n&apos;a pas apprises. Gain : ce que les coupes par une colonne ont apporté pendant la croissance des arbres ; il favorise les colonnes à nombreuses valeurs.</translation>
    </message>
    <message>
        <source>Permutation</source>
        <translation>Permutation</translation>
    </message>
    <message>
        <source>Gain of splits</source>
        <translation>Gain des coupes</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Morceau</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <source>What the model says of the library&apos;s tracks</source>
        <translation>Ce que le modèle dit des morceaux de la bibliothèque</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Confusion</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>Importance</translation>
    </message>
    <message>
        <source>Trees</source>
        <translation>Arbres</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Prédictions</translation>
    </message>
    <message>
        <source>No final model yet. Choose one on the left and say why: it is fitted on all rows, kept for predictions, and its reasons stand in the report.</source>
        <translation>Pas encore de modèle final. Choisissez-en un à gauche et dites pourquoi : il apprend toutes les lignes, est gardé pour les prédictions, et ses raisons sont dans le rapport.</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>Final model %1: %2</source>
        <translation>Modèle final %1 : %2</translation>
    </message>
    <message>
        <source>Accuracy %1, macro recall %2, precision %3, F1 %4, ROC-AUC %5. %6</source>
        <translation>Exactitude %1, rappel macro %2, précision %3, F1 %4, ROC-AUC %5. %6</translation>
    </message>
    <message>
        <source>Chosen because: %1</source>
        <translation>Choisi parce que : %1</translation>
    </message>
    <message>
        <source>Share of all gain</source>
        <translation>Part du gain total</translation>
    </message>
    <message>
        <source>Fall of %1 when the column is shuffled</source>
        <translation>Baisse de %1 quand la colonne est mélangée</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1, give or take %2</source>
        <translation>%1, à %2 près</translation>
    </message>
    <message>
        <source>Predictions (%1)</source>
        <translation>Prédictions (%1)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation>Pages (*.html)</translation>
    </message>
    <message>
        <source>The experiment is not in the workspace any more.</source>
        <translation>L&apos;expérience n&apos;est plus dans l&apos;espace de travail.</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
    <message>
        <source>The model has not been asked yet. Predict the library&apos;s tracks on the left; that takes a model of the library&apos;s own features.</source>
        <translation>Le modèle n’a pas encore été interrogé. Prédisez les pistes de la bibliothèque à gauche ; il faut un modèle des descripteurs de la bibliothèque.</translation>
    </message>
</context>
<context>
    <name>ui::features::ModelSheet</name>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>Standard settings.</source>
        <translation>Réglages standard.</translation>
    </message>
    <message>
        <source>Settings: %1.</source>
        <translation>Réglages : %1.</translation>
    </message>
    <message>
        <source>Chosen in %1 of %2 rounds: %3.</source>
        <translation>Choisi dans %1 tours sur %2 : %3.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>Every class against all others</source>
        <translation>Chaque classe contre toutes les autres</translation>
    </message>
    <message>
        <source>Choose as final...</source>
        <translation>Choisir comme final...</translation>
    </message>
    <message>
        <source>Each class by itself, as a yes or no against all others</source>
        <translation>Chaque classe pour elle-même, un oui ou non contre toutes les autres</translation>
    </message>
    <message>
        <source>Give your reasons, and fit this model on all rows</source>
        <translation>Donnez vos raisons, et ce modèle apprend toutes les lignes</translation>
    </message>
    <message>
        <source>Choose %1 as final</source>
        <translation>Choisir %1 comme final</translation>
    </message>
    <message>
        <source>%1: every class against all others</source>
        <translation>%1 : chaque classe contre toutes les autres</translation>
    </message>
    <message>
        <source>%1: confusion</source>
        <translation>%1 : confusion</translation>
    </message>
    <message>
        <source>%1 %2; accuracy %3, in its rounds %4 to %5</source>
        <translation>%1 %2 ; exactitude %3, de %4 à %5 dans ses tours</translation>
    </message>
    <message>
        <source>Choose as final</source>
        <translation>Choisir comme final</translation>
    </message>
</context>
<context>
    <name>ui::features::ResultView</name>
    <message>
        <source>n/a</source>
        <translation>s. o.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>Random folds leak: songs of one artist, and rows that are equal, stand on both sides, so a part of the score is recognised rather than understood. These models reach an accuracy of %1 there, and %2 where no artist is on both sides.</source>
        <translation>Les plis au hasard fuient : des chansons d&apos;un même artiste, et des lignes égales, sont des deux côtés ; une part du score est reconnue plutôt que comprise. Ces modèles y atteignent une exactitude de %1, et %2 quand aucun artiste n&apos;est des deux côtés.</translation>
    </message>
    <message>
        <source>This plan leaks: rows that belong together stand on both sides, so a part of the score is recognised rather than understood. What the program found: %1</source>
        <translation>Ce plan fuit : des lignes qui vont ensemble sont des deux côtés ; une part du score est reconnue plutôt que comprise. Ce que le programme a trouvé : %1</translation>
    </message>
    <message>
        <source>Models compared</source>
        <translation>Modèles comparés</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Decides</source>
        <translation>Décide</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Artists apart</source>
        <translation>Artistes séparés</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>ROC-AUC</source>
        <translation>ROC-AUC</translation>
    </message>
    <message>
        <source>CPU s</source>
        <translation>s CPU</translation>
    </message>
    <message>
        <source>Scores of every model</source>
        <translation>Scores de chaque modèle</translation>
    </message>
    <message>
        <source>What to know of these numbers</source>
        <translation>Ce qu&apos;il faut savoir de ces nombres</translation>
    </message>
    <message>
        <source>Save table...</source>
        <translation>Enregistrer le tableau...</translation>
    </message>
    <message>
        <source>Save the table of scores</source>
        <translation>Enregistrer le tableau des scores</translation>
    </message>
    <message>
        <source>The numbers of all models as CSV</source>
        <translation>Les nombres de tous les modèles en CSV</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Barres</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <source>Experiment %1: %2; ranked by %3</source>
        <translation>Expérience %1 : %2 ; classée par %3</translation>
    </message>
    <message numerus="yes">
        <source>Accuracy: mean, least and most of %n rounds</source>
        <translation>
            <numerusform>Exactitude : moyenne, minimum et maximum de %n tour</numerusform>
            <numerusform>Exactitude : moyenne, minimum et maximum de %n tours</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: accuracy %2, in its rounds %3 to %4</source>
        <translation>%1 : exactitude %2, de %3 à %4 dans ses tours</translation>
    </message>
    <message>
        <source>%1; with artists apart %2</source>
        <translation>%1 ; artistes séparés %2</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tableaux (*.csv)</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
</context>
<context>
    <name>ui::features::TableForm</name>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>What is looked at here and learnt from in the other tabs</source>
        <translation>Ce qui est regardé ici et appris dans les autres onglets</translation>
    </message>
    <message>
        <source>The library&apos;s features</source>
        <translation>Les descripteurs de la bibliothèque</translation>
    </message>
    <message>
        <source>A table from a file (CSV)</source>
        <translation>Un tableau dans un fichier (CSV)</translation>
    </message>
    <message>
        <source>Columns to learn from</source>
        <translation>Colonnes à apprendre</translation>
    </message>
    <message>
        <source>Without its tick a column is left out, here and in every comparison</source>
        <translation>Sans sa coche, une colonne est laissée de côté, ici et dans chaque comparaison</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Descripteurs</translation>
    </message>
    <message>
        <source>A feature table that was extracted from the library</source>
        <translation>Un tableau de descripteurs extrait de la bibliothèque</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Aucun encore</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>The tags of this type are the classes; tracks that carry exactly one of them are the rows</source>
        <translation>Les étiquettes de ce type sont les classes ; les morceaux qui en portent exactement une sont les lignes</translation>
    </message>
    <message>
        <source>No tags yet</source>
        <translation>Pas encore d&apos;étiquettes</translation>
    </message>
    <message>
        <source>How they are computed</source>
        <translation>Comment ils sont calculés</translation>
    </message>
    <message>
        <source>Which ends of a piece the reference library (librosa) assumes</source>
        <translation>Quels bords d&apos;un morceau la bibliothèque de référence (librosa) suppose</translation>
    </message>
    <message>
        <source>As librosa does today</source>
        <translation>Comme librosa aujourd&apos;hui</translation>
    </message>
    <message>
        <source>As the 1000-row genre table</source>
        <translation>Comme le tableau de genres de 1000 lignes</translation>
    </message>
    <message>
        <source>Extract features</source>
        <translation>Extraire les descripteurs</translation>
    </message>
    <message>
        <source>Computes the hand-made features of every track; what is there is kept, and a stopped job goes on where it was</source>
        <translation>Calcule les descripteurs de chaque morceau ; ce qui existe est gardé, et un travail arrêté reprend où il était</translation>
    </message>
    <message>
        <source>the extraction</source>
        <translation>l&apos;extraction</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>A table with a heading line: a row a piece, numbers in columns, one column that names the class</source>
        <translation>Un tableau avec une ligne de titres : une ligne par morceau, des nombres en colonnes, une colonne qui nomme la classe</translation>
    </message>
    <message>
        <source>features.csv</source>
        <translation>descripteurs.csv</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Fichier...</translation>
    </message>
    <message>
        <source>Choose the table</source>
        <translation>Choisir le tableau</translation>
    </message>
    <message>
        <source>Choose a table of features</source>
        <translation>Choisir un tableau de descripteurs</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>The column that names the class of each row</source>
        <translation>La colonne qui nomme la classe de chaque ligne</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>A column that says what belongs together, such as the artist: folds can keep it on one side</source>
        <translation>Une colonne qui dit ce qui va ensemble, comme l&apos;artiste : les plis peuvent le garder d&apos;un côté</translation>
    </message>
    <message>
        <source>Table of features</source>
        <translation>Tableau de descripteurs</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tableaux (*.csv);;Tous les fichiers (*)</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n tracks</source>
        <translation>
            <numerusform>%1 : %n morceau</numerusform>
            <numerusform>%1 : %n morceaux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n tags</source>
        <translation>
            <numerusform>%1 : %n étiquette</numerusform>
            <numerusform>%1 : %n étiquettes</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the table</source>
        <translation>pas dans le tableau</translation>
    </message>
    <message>
        <source>Choose a table: a heading line, a row a piece, numbers in columns and one column that names the class.</source>
        <translation>Choisissez un tableau : une ligne de titres, une ligne par morceau, des nombres en colonnes et une colonne qui nomme la classe.</translation>
    </message>
    <message>
        <source>No music yet. Add a folder on the Library page, or choose a table from a file.</source>
        <translation>Pas encore de musique. Ajoutez un dossier dans la page Bibliothèque, ou choisissez un tableau dans un fichier.</translation>
    </message>
    <message>
        <source>The library has no features yet. Extract them: some seconds for a hundred tracks, and a stopped job goes on where it was.</source>
        <translation>La bibliothèque n&apos;a pas encore de descripteurs. Extrayez-les : quelques secondes pour cent morceaux, et un travail arrêté reprend où il était.</translation>
    </message>
    <message>
        <source>No type of tags can be the classes yet. Import the tags of a data set on the Tags page, or tag some tracks: two tags of a type are needed.</source>
        <translation>Aucun type d&apos;étiquettes ne peut encore donner les classes. Importez celles d&apos;un jeu de données dans la page Étiquettes, ou étiquetez des morceaux : il en faut deux d&apos;un même type.</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Calcul</translation>
    </message>
</context>
<context>
    <name>ui::features::TablePanel</name>
    <message>
        <source>Correlations</source>
        <translation>Corrélations</translation>
    </message>
    <message>
        <source>Rows on a plane</source>
        <translation>Lignes sur un plan</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Santé</translation>
    </message>
    <message>
        <source>Box plot</source>
        <translation>Boîtes</translation>
    </message>
    <message>
        <source>Pearson&apos;s r of every pair of columns: strong where two say the same. Rest the pointer on a cell for the pair and its value.</source>
        <translation>r de Pearson de chaque paire de colonnes : fort quand deux disent la même chose. Laissez le pointeur sur une case pour voir la paire et sa valeur.</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Corrélation</translation>
    </message>
    <message>
        <source>Each row on the two directions of most variance, all columns scaled alike. Classes that lie apart here are easy to tell apart; others may still be.</source>
        <translation>Chaque ligne sur les deux directions de plus grande variance, toutes les colonnes à la même échelle. Les classes séparées ici sont faciles à distinguer ; les autres peuvent l&apos;être aussi.</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>Nuage</translation>
    </message>
    <message>
        <source>Reading the table...</source>
        <translation>Lecture du tableau...</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Ce que cela veut dire</translation>
    </message>
    <message>
        <source>Health card</source>
        <translation>Bilan de santé</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Rows of every class</source>
        <translation>Lignes de chaque classe</translation>
    </message>
    <message>
        <source>Column of the box plot</source>
        <translation>Colonne des boîtes</translation>
    </message>
    <message>
        <source>Whose values are drawn, class by class; the arrow keys go through them</source>
        <translation>Dont les valeurs sont dessinées, classe par classe ; les flèches les parcourent</translation>
    </message>
    <message>
        <source>Box: the middle half of the rows, with the median. Whiskers reach to the last value within one and a half boxes; what lies beyond are dots.</source>
        <translation>Boîte : la moitié centrale des lignes, avec la médiane. Les moustaches vont à la dernière valeur en deçà d&apos;une boîte et demie ; au-delà, des points.</translation>
    </message>
    <message>
        <source>%1: median %2, middle half %3 to %4, from %5 to %6; rows %7</source>
        <translation>%1 : médiane %2, moitié centrale de %3 à %4, de %5 à %6 ; lignes %7</translation>
    </message>
    <message>
        <source>No value in this column.</source>
        <translation>Aucune valeur dans cette colonne.</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 et %2</translation>
    </message>
    <message>
        <source>%1: not defined, one of them does not vary</source>
        <translation>%1 : non défini, l&apos;une ne varie pas</translation>
    </message>
    <message>
        <source>%1: r = %2</source>
        <translation>%1 : r = %2</translation>
    </message>
    <message>
        <source>A correlation needs two columns.</source>
        <translation>Une corrélation demande deux colonnes.</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>Ligne %1 : %2</translation>
    </message>
    <message>
        <source>%1: click to choose the track</source>
        <translation>%1 : un clic choisit le morceau</translation>
    </message>
    <message>
        <source>The track is chosen: Inspect shows it, and the player plays it.</source>
        <translation>Le morceau est choisi : Inspecter le montre et le lecteur le joue.</translation>
    </message>
</context>
<context>
    <name>ui::features::TreePanel</name>
    <message>
        <source>Tree</source>
        <translation>Arbre</translation>
    </message>
    <message>
        <source>Number of the tree</source>
        <translation>Numéro de l&apos;arbre</translation>
    </message>
    <message>
        <source>Which tree of the model</source>
        <translation>Quel arbre du modèle</translation>
    </message>
    <message>
        <source>Questions in a row</source>
        <translation>Questions à la suite</translation>
    </message>
    <message>
        <source>Below so many questions the picture is cut, and says how much is missing</source>
        <translation>Au-delà de tant de questions l&apos;image est coupée, et dit combien il manque</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>Ctrl and the wheel, + and - zoom; 0 shows all, 1 the natural size; drag to move</source>
        <translation>Ctrl et la molette, + et - zooment ; 0 montre tout, 1 la taille naturelle ; glissez pour déplacer</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Profondeur</translation>
    </message>
    <message>
        <source>Show the whole tree</source>
        <translation>Montrer tout l&apos;arbre</translation>
    </message>
    <message>
        <source>Show the whole tree (0)</source>
        <translation>Montrer tout l&apos;arbre (0)</translation>
    </message>
    <message>
        <source>This model has no trees. Those that have: decision tree, random forest, extra trees and gradient boosting.</source>
        <translation>Ce modèle n&apos;a pas d&apos;arbres. Ceux qui en ont : arbre de décision, forêt aléatoire, arbres extra-aléatoires et boosting de gradient.</translation>
    </message>
</context>
<context>
    <name>ui::inspect::BandProfile</name>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 kHz</source>
        <translation>%1 kHz</translation>
    </message>
    <message>
        <source>%1 to %2: %3 % of the attention</source>
        <translation>%1 à %2 : %3 % de l’attention</translation>
    </message>
    <message>
        <source>Attention over the bands</source>
        <translation>Attention selon les bandes</translation>
    </message>
    <message>
        <source>How the attention divides over the mel bands, the lowest at the bottom</source>
        <translation>Répartition de l’attention sur les bandes mel, la plus grave en bas</translation>
    </message>
    <message>
        <source>No attention is shown</source>
        <translation>Aucune attention n’est affichée</translation>
    </message>
</context>
<context>
    <name>ui::inspect::ExplainPanel</name>
    <message>
        <source>Tag to explain</source>
        <translation>Étiquette à expliquer</translation>
    </message>
    <message>
        <source>Way of explaining</source>
        <translation>Manière d&apos;expliquer</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;xpliquer</translation>
    </message>
    <message>
        <source>Over the melgram</source>
        <translation>Sur le melgramme</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Expliquer</translation>
    </message>
    <message>
        <source>Shows the places of the track that speak for the tag; the melgram changes to the model&apos;s own input</source>
        <translation>Montre les endroits du morceau qui parlent pour l&apos;étiquette ; le melgramme devient l&apos;entrée propre du modèle</translation>
    </message>
    <message>
        <source>State of the explanation</source>
        <translation>État de l&apos;explication</translation>
    </message>
    <message>
        <source>Tag:</source>
        <translation>Étiquette :</translation>
    </message>
    <message>
        <source>By:</source>
        <translation>Par :</translation>
    </message>
    <message>
        <source>Explaining...</source>
        <translation>Explication en cours...</translation>
    </message>
    <message>
        <source>The explanation was cancelled.</source>
        <translation>L&apos;explication a été annulée.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Attention over the bands (broken line: the same everywhere)</source>
        <translation>Attention selon les bandes (ligne brisée : la même partout)</translation>
    </message>
    <message>
        <source>No place of the track speaks for this tag.</source>
        <translation>Aucun endroit de la piste ne plaide pour ce tag.</translation>
    </message>
    <message>
        <source>Over the melgram: each moment&apos;s attention, spread over the bands as that moment looks at them. The curve under the waveform: the moments alone.</source>
        <translation>Sur le melgramme : l’attention de chaque instant, répartie sur les bandes comme cet instant les regarde. La courbe sous la forme d’onde : les instants seuls.</translation>
    </message>
    <message>
        <source>Check of the explanation</source>
        <translation>Vérification de l’explication</translation>
    </message>
    <message>
        <source>Play the &amp;hottest</source>
        <translation>&amp;Jouer le plus fort</translation>
    </message>
    <message>
        <source>Play the hottest place</source>
        <translation>Jouer l’endroit le plus fort</translation>
    </message>
    <message>
        <source>Selects the moments that speak most for the tag, and plays them in a loop</source>
        <translation>Sélectionne les instants qui parlent le plus pour l’étiquette et les joue en boucle</translation>
    </message>
    <message>
        <source>Checking the map...</source>
        <translation>Vérification de la carte...</translation>
    </message>
    <message>
        <source>Explaining... %1 %</source>
        <translation>Explication... %1 %</translation>
    </message>
    <message>
        <source>Checking the map... %1 %</source>
        <translation>Vérification de la carte... %1 %</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>La vérification a été annulée.</translation>
    </message>
</context>
<context>
    <name>ui::inspect::FeatureLane</name>
    <message>
        <source>Features</source>
        <translation>Descripteurs</translation>
    </message>
    <message>
        <source>Beats, pitch classes and other hand-made features over time, with their mean in each bar. Drag to select, press A or B to mark a region.</source>
        <translation>Temps, classes de hauteur et autres descripteurs au fil du morceau, avec leur moyenne par mesure. Faites glisser pour sélectionner, appuyez sur A ou B pour marquer une région.</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Intensité</translation>
    </message>
    <message>
        <source>Onsets</source>
        <translation>Attaques</translation>
    </message>
    <message>
        <source>Centroid</source>
        <translation>Centroïde</translation>
    </message>
    <message>
        <source>Roll-off</source>
        <translation>Coupure</translation>
    </message>
    <message>
        <source>Flatness</source>
        <translation>Platitude</translation>
    </message>
    <message>
        <source>Crossings</source>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Harmonic</source>
        <translation>Harmonique</translation>
    </message>
    <message>
        <source>Percussive</source>
        <translation>Percussif</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Temps</translation>
    </message>
    <message>
        <source>Chroma</source>
        <translation>Chroma</translation>
    </message>
    <message>
        <source>%1  chroma %2  %3</source>
        <translation>%1  chroma %2  %3</translation>
    </message>
    <message>
        <source>%1  %2  %3</source>
        <translation>%1  %2  %3</translation>
    </message>
    <message>
        <source>%1  %2  %3  (mean of bar %4: %5)</source>
        <translation>%1  %2  %3  (moyenne de la mesure %4 : %5)</translation>
    </message>
    <message>
        <source>%1  beat %2 of %3</source>
        <translation>%1  temps %2 sur %3</translation>
    </message>
    <message>
        <source>no features</source>
        <translation>aucun descripteur</translation>
    </message>
    <message>
        <source>%1 beats, %2 bars</source>
        <translation>%1 temps, %2 mesures</translation>
    </message>
</context>
<context>
    <name>ui::inspect::FeatureSession</name>
    <message>
        <source>Computing the features...</source>
        <translation>Calcul des descripteurs...</translation>
    </message>
    <message>
        <source>Switch on Features to compare two regions.</source>
        <translation>Activez Descripteurs pour comparer deux régions.</translation>
    </message>
    <message>
        <source>Drag over a part of the waveform first, then mark it.</source>
        <translation>Sélectionnez d&apos;abord une partie de la forme d&apos;onde en glissant, puis marquez-la.</translation>
    </message>
</context>
<context>
    <name>ui::inspect::InputLane</name>
    <message>
        <source>Model input</source>
        <translation>Entrée du modèle</translation>
    </message>
    <message>
        <source>The pieces of the track that the model was given, and what each of them says</source>
        <translation>Les extraits du morceau que le modèle a reçus, et ce que dit chacun</translation>
    </message>
    <message>
        <source>Window %1 of %2: %3 to %4, %5 %6</source>
        <translation>Fenêtre %1 sur %2 : de %3 à %4, %5 %6</translation>
    </message>
    <message>
        <source>%1: looked at %2 % of the most</source>
        <translation>%1 : regardé à %2 % du maximum</translation>
    </message>
    <message>
        <source>no windows</source>
        <translation>aucune fenêtre</translation>
    </message>
    <message>
        <source>%1 windows, tag %2</source>
        <translation>%1 fenêtres, étiquette %2</translation>
    </message>
</context>
<context>
    <name>ui::inspect::InspectToolbar</name>
    <message>
        <source>Inspect tools</source>
        <translation>Outils d’examen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Colour map of melgram and taggram</source>
        <translation>Palette du melgramme et du taggramme</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Level of the darkest colour, dB</source>
        <translation>Niveau de la couleur la plus sombre, en dB</translation>
    </message>
    <message>
        <source>Level of the brightest colour, dB</source>
        <translation>Niveau de la couleur la plus claire, en dB</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Plage</translation>
    </message>
    <message>
        <source>Choose the range of levels from the music</source>
        <translation>Choisir la plage des niveaux d’après la musique</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>%1 Hz, FFT %2, hop %3, %4 mel bands</source>
        <translation>%1 Hz, FFT %2, pas %3, %4 bandes mel</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>Preprocessing that makes the melgram</source>
        <translation>Prétraitement qui produit le melgramme</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Extraits</translation>
    </message>
    <message>
        <source>Show the borders of the chunks that a model gets</source>
        <translation>Montrer les limites des extraits qu’un modèle reçoit</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Descripteurs</translation>
    </message>
    <message>
        <source>Show beats, bars and hand-made features under the waveform, and compare two regions</source>
        <translation>Montre temps, mesures et descripteurs sous la forme d&apos;onde, et compare deux régions</translation>
    </message>
</context>
<context>
    <name>ui::inspect::LanesPanel</name>
    <message>
        <source>Track views</source>
        <translation>Vues de la piste</translation>
    </message>
</context>
<context>
    <name>ui::inspect::LivePrediction</name>
    <message>
        <source>Predicting...</source>
        <translation>Prédiction en cours…</translation>
    </message>
    <message>
        <source>%1 listens...</source>
        <translation>%1 écoute...</translation>
    </message>
    <message>
        <source>Waits for the job at work...</source>
        <translation>Attend la fin de la tâche en cours...</translation>
    </message>
    <message>
        <source>%1 waits for the job at work...</source>
        <translation>%1 attend la fin de la tâche en cours...</translation>
    </message>
    <message>
        <source>Prediction was cancelled.</source>
        <translation>La prédiction a été annulée.</translation>
    </message>
</context>
<context>
    <name>ui::inspect::ModelChoice</name>
    <message>
        <source>Model that predicts</source>
        <translation>Modèle qui prédit</translation>
    </message>
    <message>
        <source>Who says the tags: a run of yours or an imported checkpoint. Where it has not heard the track yet, it listens at once; nothing is stored.</source>
        <translation>Qui dit les tags : un de vos entraînements ou un modèle importé. S&apos;il n&apos;a pas encore entendu la piste, il l&apos;écoute aussitôt ; rien n&apos;est enregistré.</translation>
    </message>
    <message>
        <source>Newest that heard the track</source>
        <translation>Le plus récent à l&apos;avoir entendue</translation>
    </message>
    <message>
        <source>%1 (imported)</source>
        <translation>%1 (importé)</translation>
    </message>
    <message>
        <source>%1, %2 tags</source>
        <translation>%1, %2 tags</translation>
    </message>
</context>
<context>
    <name>ui::inspect::NearestList</name>
    <message>
        <source>Nearest examples</source>
        <translation>Exemples les plus proches</translation>
    </message>
    <message>
        <source>the same recording</source>
        <translation>le même enregistrement</translation>
    </message>
    <message>
        <source>the same recording; </source>
        <translation>le même enregistrement ; </translation>
    </message>
    <message>
        <source>no label</source>
        <translation>aucune étiquette</translation>
    </message>
</context>
<context>
    <name>ui::inspect::NearestPanel</name>
    <message>
        <source>Fi&amp;nd</source>
        <translation>&amp;Trouver</translation>
    </message>
    <message>
        <source>Predict the library</source>
        <translation>Prédire la bibliothèque</translation>
    </message>
    <message>
        <source>What the examples are</source>
        <translation>Ce que sont les exemples</translation>
    </message>
    <message>
        <source>What the examples say</source>
        <translation>Ce que disent les exemples</translation>
    </message>
    <message>
        <source>Lets the run listen to every track of the library; what it says is kept, as with Predict on the other pages</source>
        <translation>Fait écouter au modèle tous les titres de la bibliothèque ; ce qu’il dit est conservé, comme avec Prédire sur les autres pages</translation>
    </message>
    <message>
        <source>Tag to look for</source>
        <translation>Étiquette à chercher</translation>
    </message>
    <message>
        <source>Find the nearest examples</source>
        <translation>Trouver les exemples les plus proches</translation>
    </message>
    <message>
        <source>Lists the tracks that the model learned from and that are most like this one to it</source>
        <translation>Liste les titres dont le modèle a appris et qui, pour lui, ressemblent le plus à celui-ci</translation>
    </message>
    <message>
        <source>Tag:</source>
        <translation>Étiquette :</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Play the example</source>
        <translation>Lire l’exemple</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>Ouvrir l’exemple</translation>
    </message>
    <message>
        <source>Makes this example the track that is looked at (Return)</source>
        <translation>Fait de cet exemple le titre regardé (Entrée)</translation>
    </message>
    <message>
        <source>Which of the tracks that the model learned from are most like this one to it? Find compares them all.</source>
        <translation>Lesquels des titres dont le modèle a appris ressemblent le plus à celui-ci pour lui ? Trouver les compare tous.</translation>
    </message>
    <message>
        <source>Comparing...</source>
        <translation>Comparaison...</translation>
    </message>
    <message>
        <source>The model listens to the library; the line below shows how far it is. Then the examples appear here.</source>
        <translation>Le modèle écoute la bibliothèque ; la ligne du bas montre où il en est. Ensuite les exemples apparaissent ici.</translation>
    </message>
    <message>
        <source>The model did not hear the whole library; the page Jobs tells why.</source>
        <translation>Le modèle n’a pas écouté toute la bibliothèque ; la page Tâches dit pourquoi.</translation>
    </message>
    <message>
        <source>The comparison was cancelled.</source>
        <translation>La comparaison a été annulée.</translation>
    </message>
    <message>
        <source>%1 has not listened yet to the %2 tracks it learned from, so nobody knows where they lie in its last but one layer.</source>
        <translation>%1 n’a pas encore réécouté les %2 titres dont il a appris : nul ne sait où ils sont dans son avant-dernière couche.</translation>
    </message>
    <message>
        <source>%1 was trained elsewhere: what it learned from is not here. It has not listened yet to the %2 labelled tracks of your library, which could stand in.</source>
        <translation>%1 a été entraîné ailleurs : ce dont il a appris n’est pas ici. Il n’a pas encore écouté les %2 titres étiquetés de votre bibliothèque, qui pourraient en tenir lieu.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>The file of this example is not there now</source>
        <translation>Le fichier de cet exemple n’est pas là pour l’instant</translation>
    </message>
    <message>
        <source>Plays this example, the track above stays (Space)</source>
        <translation>Joue cet exemple, le titre regardé reste (Espace)</translation>
    </message>
</context>
<context>
    <name>ui::inspect::PredictionPanel</name>
    <message>
        <source>Made by</source>
        <translation>Produit par</translation>
    </message>
    <message>
        <source>Prediction state</source>
        <translation>État de la prédiction</translation>
    </message>
    <message>
        <source>&amp;Predict tags</source>
        <translation>&amp;Prédire les tags</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Predicted tags</source>
        <translation>Tags prédits</translation>
    </message>
    <message>
        <source>List of predicted tags</source>
        <translation>Liste des tags prédits</translation>
    </message>
    <message>
        <source>Predict tags</source>
        <translation>Prédire les tags</translation>
    </message>
    <message>
        <source>No predictions yet. Train or choose a model, and its tags for this track appear here.</source>
        <translation>Pas encore de prédiction. Entraînez ou choisissez un modèle : ses tags pour cette piste apparaissent ici.</translation>
    </message>
    <message>
        <source>The trained model has not listened to this track yet.</source>
        <translation>Le modèle entraîné n’a pas encore écouté cette piste.</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>D’autres comme celle-ci</translation>
    </message>
    <message>
        <source>Search for tracks with tags like these</source>
        <translation>Chercher des pistes avec des tags comme ceux-ci</translation>
    </message>
    <message>
        <source>Lets the model listen to this track</source>
        <translation>Fait écouter cette piste par le modèle</translation>
    </message>
</context>
<context>
    <name>ui::inspect::RegionPanel</name>
    <message>
        <source>Features of the track</source>
        <translation>Descripteurs du morceau</translation>
    </message>
    <message>
        <source>Tempo and key</source>
        <translation>Tempo et tonalité</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Descripteur</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Effet</translation>
    </message>
    <message>
        <source>Cohen&apos;s d: the difference in pooled standard deviations of the frames. 0.2 is small, 0.5 medium, 0.8 large.</source>
        <translation>d de Cohen : la différence en écarts types communs des trames. 0,2 est petit, 0,5 moyen, 0,8 grand.</translation>
    </message>
    <message>
        <source>Regions compared</source>
        <translation>Régions comparées</translation>
    </message>
    <message>
        <source>%1 beats a minute</source>
        <translation>%1 temps par minute</translation>
    </message>
    <message>
        <source>%1 major (surer than the next key by %2)</source>
        <translation>%1 majeur (plus sûr que la tonalité suivante de %2)</translation>
    </message>
    <message>
        <source>%1 minor (surer than the next key by %2)</source>
        <translation>%1 mineur (plus sûr que la tonalité suivante de %2)</translation>
    </message>
    <message>
        <source>The features are being computed.</source>
        <translation>Les descripteurs sont en cours de calcul.</translation>
    </message>
    <message>
        <source>Compare two parts of the track, say chorus and verse: drag over one in the waveform and press A, then over the other and press B.</source>
        <translation>Comparez deux parties du morceau, par exemple refrain et couplet : faites glisser sur l&apos;une dans la forme d&apos;onde et appuyez sur A, puis sur l&apos;autre et appuyez sur B.</translation>
    </message>
</context>
<context>
    <name>ui::label::LabelDesk</name>
    <message>
        <source>Ask about them, too</source>
        <translation>Les demander aussi</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>To the track answered before, to change it (Backspace)</source>
        <translation>Au morceau précédent, pour corriger la réponse (Retour arrière)</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Do not ask about this track again; nothing is learned from it (S)</source>
        <translation>Ne plus demander ce morceau&#xa0;; rien n’en est appris (S)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>These tags, and no others: what is left alone means no (Enter)</source>
        <translation>Ces étiquettes et aucune autre&#xa0;: ce qui n’est pas touché veut dire non (Entrée)</translation>
    </message>
    <message>
        <source>Play at once</source>
        <translation>Jouer aussitôt</translation>
    </message>
    <message>
        <source>What each label bought</source>
        <translation>Ce que chaque réponse a rapporté</translation>
    </message>
    <message>
        <source>Tracks that are asked about</source>
        <translation>Morceaux demandés</translation>
    </message>
    <message>
        <source>Ask about tracks that carry one of the tags, too</source>
        <translation>Demander aussi les morceaux qui portent une des étiquettes</translation>
    </message>
    <message>
        <source>Asked next</source>
        <translation>Demandés ensuite</translation>
    </message>
    <message>
        <source>Another tag</source>
        <translation>Autre étiquette</translation>
    </message>
    <message>
        <source>Another tag, then Enter</source>
        <translation>Autre étiquette, puis Entrée</translation>
    </message>
    <message>
        <source>A tag of the session is switched on or off; another one becomes its newest tag</source>
        <translation>Une étiquette de la session est mise ou ôtée&#xa0;; une autre devient sa plus récente</translation>
    </message>
    <message>
        <source>Play the next track at once</source>
        <translation>Jouer aussitôt le morceau suivant</translation>
    </message>
    <message>
        <source>What the labels bought</source>
        <translation>Ce que les réponses ont rapporté</translation>
    </message>
    <message>
        <source>What the model is doing</source>
        <translation>Ce que fait le modèle</translation>
    </message>
    <message>
        <source>Tag %1 of the session on or off</source>
        <translation>Mettre ou ôter l’étiquette %1 de la session</translation>
    </message>
    <message>
        <source>Says that the track in question has the tag of this number, or has not</source>
        <translation>Dit que le morceau demandé a l’étiquette de ce numéro, ou ne l’a pas</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>Question suivante</translation>
    </message>
    <message>
        <source>Keeps what is pressed and goes on; what is left alone means no</source>
        <translation>Garde ce qui est enfoncé et continue&#xa0;; ce qui n’est pas touché veut dire non</translation>
    </message>
    <message>
        <source>Question before</source>
        <translation>Question précédente</translation>
    </message>
    <message>
        <source>Back to the track answered before, to change it</source>
        <translation>Revient au morceau précédent pour corriger la réponse</translation>
    </message>
    <message>
        <source>Skip the question</source>
        <translation>Passer la question</translation>
    </message>
    <message>
        <source>Does not ask about this track again</source>
        <translation>Ne demande plus ce morceau</translation>
    </message>
    <message>
        <source>Unsure: mean entropy of the predicted tags, 100 % = the model guesses</source>
        <translation>Hésitation&#xa0;: entropie moyenne des étiquettes prédites, 100&#xa0;% = le modèle devine</translation>
    </message>
    <message>
        <source>Unsure: mean entropy of the predicted tags, 100 % = the model guesses. The most alike of the labelled or asked tracks: %1</source>
        <translation>Hésitation&#xa0;: entropie moyenne des étiquettes prédites, 100&#xa0;% = le modèle devine. Le plus semblable des morceaux étiquetés ou demandés&#xa0;: %1</translation>
    </message>
    <message>
        <source>The model listens to itself first: it is measured, then it asks.</source>
        <translation>Le modèle est d’abord mesuré, puis il demande.</translation>
    </message>
    <message>
        <source>All is answered. The model learns and asks anew.</source>
        <translation>Tout a sa réponse. Le modèle apprend et demande de nouveau.</translation>
    </message>
    <message>
        <source>No track is left to ask about: all others are answered, skipped, measured on, not listened to by the run, or carry one of these tags already.</source>
        <translation>Il ne reste aucun morceau à demander&#xa0;: tous les autres ont leur réponse, sont passés, servent à mesurer, n’ont pas été écoutés par l’entraînement ou portent déjà une de ces étiquettes.</translation>
    </message>
    <message>
        <source>The first point comes when the model has been measured.</source>
        <translation>Le premier point vient quand le modèle a été mesuré.</translation>
    </message>
</context>
<context>
    <name>ui::label::ListenPanel</name>
    <message>
        <source>Track</source>
        <translation>Morceau</translation>
    </message>
    <message>
        <source>Read-out</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Play or pause this track</source>
        <translation>Lire ce morceau ou faire une pause</translation>
    </message>
    <message>
        <source>Plays or pauses (Space)</source>
        <translation>Lit ou fait une pause (Espace)</translation>
    </message>
</context>
<context>
    <name>ui::label::StartForm</name>
    <message>
        <source>Also those that carry one already</source>
        <translation>Aussi ceux qui en portent déjà une</translation>
    </message>
    <message>
        <source>Unsure and unlike what is known (recommended)</source>
        <translation>incertains et inédits (conseillé)</translation>
    </message>
    <message>
        <source>The same, drawn by lot</source>
        <translation>de même, tirés au sort</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>incertains</translation>
    </message>
    <message>
        <source>Near the border of each tag</source>
        <translation>près de la limite de chaque étiquette</translation>
    </message>
    <message>
        <source>Unlike what is known</source>
        <translation>inédits</translation>
    </message>
    <message>
        <source>Any (for comparison)</source>
        <translation>quelconques (pour comparer)</translation>
    </message>
    <message>
        <source>Tracks proposed at a time</source>
        <translation>Morceaux proposés à la fois</translation>
    </message>
    <message>
        <source>Labels between two lessons</source>
        <translation>Réponses entre deux leçons</translation>
    </message>
    <message>
        <source>Ask about tracks that carry one of these tags already, too</source>
        <translation>Demander aussi les morceaux qui portent déjà une de ces étiquettes</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <source>Back to the session</source>
        <translation>Retour à la session</translation>
    </message>
    <message>
        <source>Run to teach</source>
        <translation>Entraînement à instruire</translation>
    </message>
    <message>
        <source>Split that is measured on</source>
        <translation>Partition pour mesurer</translation>
    </message>
    <message>
        <source>Its validation part draws the curve; tracks of validation and test part are never asked about</source>
        <translation>Sa partie de validation donne la courbe&#xa0;; les morceaux de validation et de test ne sont jamais demandés</translation>
    </message>
    <message>
        <source>Tags to teach</source>
        <translation>Étiquettes à apprendre</translation>
    </message>
    <message>
        <source>The first nine ticked ones get the keys 1 to 9</source>
        <translation>Les neuf premières cochées ont les touches 1 à 9</translation>
    </message>
    <message>
        <source>Further tags</source>
        <translation>Autres étiquettes</translation>
    </message>
    <message>
        <source>Further tags, new ones too: dreamy; good for running</source>
        <translation>Autres étiquettes, même nouvelles&#xa0;: rêveur; bon pour courir</translation>
    </message>
    <message>
        <source>How tracks are chosen</source>
        <translation>Comment les morceaux sont choisis</translation>
    </message>
    <message>
        <source>Begin the session</source>
        <translation>Commencer la session</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Ce qui manque</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Ask about tracks that are</source>
        <translation>Demander les morceaux</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>À la fois</translation>
    </message>
    <message>
        <source>Learn after</source>
        <translation>Apprendre après</translation>
    </message>
    <message>
        <source> tracks</source>
        <translation> morceaux</translation>
    </message>
    <message>
        <source> labels</source>
        <translation> réponses</translation>
    </message>
    <message>
        <source>Label the tracks that teach most</source>
        <translation>Étiqueter les morceaux qui apprennent le plus</translation>
    </message>
    <message>
        <source>The model asks about the tracks it would learn most from; you listen and press 1 to 9. It learns in the background, and a curve shows what each label bought.</source>
        <translation>Le modèle demande les morceaux dont il apprendrait le plus&#xa0;; vous écoutez et appuyez sur 1 à 9. Il apprend en arrière-plan, et une courbe montre ce que chaque réponse a rapporté.</translation>
    </message>
    <message>
        <source>No trained run yet. Train one first, or import published weights.</source>
        <translation>Aucun modèle entraîné. Entraînez-en un d’abord, ou importez des poids publiés.</translation>
    </message>
    <message>
        <source>No split yet. Make one in Tags, so that there is a validation part to measure on.</source>
        <translation>Aucune partition. Faites-en une dans Tags, pour avoir une partie de validation où mesurer.</translation>
    </message>
    <message>
        <source>Tick tags, or type some.</source>
        <translation>Cochez des étiquettes, ou tapez-en.</translation>
    </message>
</context>
<context>
    <name>ui::label::TagButton</name>
    <message>
        <source>%1, key %2</source>
        <translation>%1, touche %2</translation>
    </message>
    <message>
        <source>The model gives it %1 %.</source>
        <translation>Le modèle lui donne %1&#xa0;%.</translation>
    </message>
    <message>
        <source>The model was not asked.</source>
        <translation>Le modèle n’a pas été interrogé.</translation>
    </message>
    <message>
        <source>%1: on or off with the key %2. %3 Left alone it means no.</source>
        <translation>%1&#xa0;: mise ou ôtée par la touche %2. %3 Si elle n’est pas touchée, c’est non.</translation>
    </message>
    <message>
        <source>%1: on or off. %2 Left alone it means no.</source>
        <translation>%1&#xa0;: mise ou ôtée. %2 Si elle n’est pas touchée, c’est non.</translation>
    </message>
</context>
<context>
    <name>ui::retrieval::RetrievalForm</name>
    <message>
        <source>Word vectors</source>
        <translation>Vecteurs de mots</translation>
    </message>
    <message>
        <source>What lets words lie near each other: word2vec, GloVe or fastText</source>
        <translation>Ce qui rapproche les mots entre eux : word2vec, GloVe ou fastText</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importer...</translation>
    </message>
    <message>
        <source>Import word vectors</source>
        <translation>Importer des vecteurs de mots</translation>
    </message>
    <message>
        <source>Take a word2vec, GloVe or fastText file in</source>
        <translation>Reprend un fichier word2vec, GloVe ou fastText</translation>
    </message>
    <message>
        <source>From the tags</source>
        <translation>D’après les tags</translation>
    </message>
    <message>
        <source>Make vectors of the library&apos;s own tags: tags on the same tracks lie near each other. They know no other word.</source>
        <translation>Fait des vecteurs des tags de la bibliothèque : les tags des mêmes pistes sont proches. Ils ne connaissent aucun autre mot.</translation>
    </message>
    <message>
        <source>1. Word vectors</source>
        <translation>1. Vecteurs de mots</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Jeu</translation>
    </message>
    <message>
        <source>Word vectors (*.txt *.vec *.bin);;All files (*)</source>
        <translation>Vecteurs de mots (*.txt *.vec *.bin);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Name of the split</source>
        <translation>Nom de la partition</translation>
    </message>
    <message>
        <source>A split of the same name is replaced, unless a model uses it</source>
        <translation>Une partition du même nom est remplacée, sauf si un modèle s’en sert</translation>
    </message>
    <message>
        <source>Most frequent tags</source>
        <translation>Tags les plus fréquents</translation>
    </message>
    <message>
        <source>So many of the most frequent tags that have a word vector</source>
        <translation>Autant de tags parmi les plus fréquents qui ont un vecteur</translation>
    </message>
    <message>
        <source>Tracks of a tag in each part</source>
        <translation>Pistes d’un tag dans chaque part</translation>
    </message>
    <message>
        <source>Fewer in a part, and the artists are shuffled again. Small libraries reach 2 or 3.</source>
        <translation>S’il y en a moins dans une part, les artistes sont rebattus. Une petite bibliothèque atteint 2 ou 3.</translation>
    </message>
    <message>
        <source>Shuffles at most</source>
        <translation>Essais au plus</translation>
    </message>
    <message>
        <source>Then the best one is kept, and the tags that prevent more are named</source>
        <translation>Ensuite le meilleur est gardé, et les tags qui empêchent mieux sont nommés</translation>
    </message>
    <message>
        <source>A tag must be</source>
        <translation>Un tag doit être</translation>
    </message>
    <message>
        <source>Published: one entry of the word vectors. Else the words of a tag are joined or added up, too.</source>
        <translation>Publié : une entrée des vecteurs. Sinon les mots d’un tag sont aussi joints ou additionnés.</translation>
    </message>
    <message>
        <source>one entry</source>
        <translation>une entrée</translation>
    </message>
    <message>
        <source>also its words</source>
        <translation>ou ses mots</translation>
    </message>
    <message>
        <source>Make the split</source>
        <translation>Faire la partition</translation>
    </message>
    <message>
        <source>Artists are shuffled and cut into 70, 15 and 15 percent until every tag has enough tracks in each part</source>
        <translation>Les artistes sont battus et coupés en 70, 15 et 15 pour cent jusqu’à ce que chaque tag ait assez de pistes dans chaque part</translation>
    </message>
    <message>
        <source>Copy the split as command</source>
        <translation>Copier la partition comme commande</translation>
    </message>
    <message>
        <source>2. Split by artists</source>
        <translation>2. Partition par artistes</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Tracks each</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>A tag is</source>
        <translation>Un tag est</translation>
    </message>
    <message>
        <source>Split to train on</source>
        <translation>Partition d’entraînement</translation>
    </message>
    <message>
        <source>Splits made above</source>
        <translation>Partitions faites ci-dessus</translation>
    </message>
    <message>
        <source>Tracks are known by</source>
        <translation>Les pistes sont connues par</translation>
    </message>
    <message>
        <source>Sound: melgrams. Taste: who plays them (taste import, taste fit).</source>
        <translation>Son : melgrammes. Goût : qui les écoute (taste import, taste fit).</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>son</translation>
    </message>
    <message>
        <source>taste</source>
        <translation>goût</translation>
    </message>
    <message>
        <source>sound and taste</source>
        <translation>son et goût</translation>
    </message>
    <message>
        <source>Taste profile</source>
        <translation>Profil d’écoute</translation>
    </message>
    <message>
        <source>Profiles with factors, from taste fit or taste import</source>
        <translation>Profils avec facteurs, de taste fit ou taste import</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Aucun encore</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Tirage</translation>
    </message>
    <message>
        <source>Balanced: tags in turn, rare ones as often as common ones. Weighted: nearer wrong tracks more often.</source>
        <translation>Équilibré : les tags à tour de rôle, les rares aussi souvent que les courants. Pondéré : plus souvent les mauvaises pistes proches.</translation>
    </message>
    <message>
        <source>balanced-weighted (recommended)</source>
        <translation>équilibré-pondéré (conseillé)</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>équilibré</translation>
    </message>
    <message>
        <source>random</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Published: 200</source>
        <translation>Publié : 200</translation>
    </message>
    <message>
        <source>Triplets an epoch</source>
        <translation>Triplets par époque</translation>
    </message>
    <message>
        <source>Published: 10,000</source>
        <translation>Publié : 10 000</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Triplets a step; wrong tracks are drawn within it</source>
        <translation>Triplets par pas ; les mauvaises pistes y sont tirées</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>How much nearer a right track must lie than a wrong one</source>
        <translation>De combien une bonne piste doit être plus proche qu’une mauvaise</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Taux d’apprentissage</translation>
    </message>
    <message>
        <source>Of Adam; published: 0.0001</source>
        <translation>D’Adam ; publié : 0,0001</translation>
    </message>
    <message>
        <source>Tags hidden from training</source>
        <translation>Tags cachés à l’entraînement</translation>
    </message>
    <message>
        <source>Tags, parted by commas: the test searches them by their word alone</source>
        <translation>Tags séparés par des virgules : le test les cherche par leur seul mot</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Build missing melgrams first</source>
        <translation>Faire d’abord les melgrammes manquants</translation>
    </message>
    <message>
        <source>Sound needs melgrams of the preset &quot;retrieval&quot;</source>
        <translation>Le son demande des melgrammes du préréglage « retrieval »</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>Train a metric model, then measure it on the test part</source>
        <translation>Entraîne un modèle métrique, puis le mesure sur la part de test</translation>
    </message>
    <message>
        <source>Compare samplings</source>
        <translation>Comparer les tirages</translation>
    </message>
    <message>
        <source>Train the three published samplings one after another and measure them</source>
        <translation>Entraîne les trois tirages publiés l’un après l’autre et les mesure</translation>
    </message>
    <message>
        <source>Copy the training as command</source>
        <translation>Copier l’entraînement comme commande</translation>
    </message>
    <message>
        <source>Copy the comparison as command</source>
        <translation>Copier la comparaison comme commande</translation>
    </message>
    <message>
        <source>3. Training</source>
        <translation>3. Entraînement</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Connues par</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>Goût</translation>
    </message>
    <message>
        <source>Triplets</source>
        <translation>Triplets</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taux</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Cachés</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop it; a training can be gone on with</source>
        <translation>L’arrête ; un entraînement peut être continué</translation>
    </message>
    <message>
        <source>Words: %1</source>
        <translation>Mots : %1</translation>
    </message>
    <message>
        <source>None yet. A file of word vectors lets you search for words that were never a tag.</source>
        <translation>Aucun encore. Un fichier de vecteurs permet de chercher des mots qui n’ont jamais été des tags.</translation>
    </message>
    <message>
        <source>Import tags on the Tags page first.</source>
        <translation>Importez d’abord des tags à la page Tags.</translation>
    </message>
    <message>
        <source>Make a split first.</source>
        <translation>Faites d’abord une partition.</translation>
    </message>
    <message>
        <source>Tags: %1. Tracks: %2 to train, %3 to validate, %4 to test.</source>
        <translation>Tags : %1. Pistes : %2 pour apprendre, %3 pour valider, %4 pour tester.</translation>
    </message>
    <message>
        <source>Too few tracks of: %1</source>
        <translation>Trop peu de pistes de : %1</translation>
    </message>
    <message>
        <source>Triplets in all: %1</source>
        <translation>Triplets en tout : %1</translation>
    </message>
    <message>
        <source>About %1 for one model, as fast as the last one</source>
        <translation>Environ %1 pour un modèle, à la vitesse du dernier</translation>
    </message>
    <message>
        <source>Taste needs play counts: taste import, then taste fit on the command line.</source>
        <translation>Le goût demande des comptes d’écoute : taste import, puis taste fit en ligne de commande.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1 : %2 sur %3</translation>
    </message>
</context>
<context>
    <name>ui::retrieval::ScoresModel</name>
    <message>
        <source>All tags</source>
        <translation>Tous les tags</translation>
    </message>
    <message>
        <source>Tracks of this part that carry the tag; of a type and of all the number of tags</source>
        <translation>Pistes de cette part qui portent le tag ; pour un type et pour tous, le nombre de tags</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
</context>
<context>
    <name>ui::retrieval::WaysModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Predicted tags of %1 (may have been trained on these tracks)</source>
        <translation>Tags prédits de %1 (peut avoir appris ces pistes)</translation>
    </message>
    <message>
        <source>Predicted tags of %1</source>
        <translation>Tags prédits de %1</translation>
    </message>
    <message>
        <source>Random order</source>
        <translation>Ordre au hasard</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>Publié : %1</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>son</translation>
    </message>
    <message>
        <source>taste</source>
        <translation>goût</translation>
    </message>
    <message>
        <source>sound and taste</source>
        <translation>son et goût</translation>
    </message>
    <message>
        <source>predicted tags</source>
        <translation>tags prédits</translation>
    </message>
    <message>
        <source>random</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>équilibré</translation>
    </message>
    <message>
        <source>balanced-weighted</source>
        <translation>équilibré-pondéré</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>pondéré</translation>
    </message>
    <message>
        <source>Not measured on this part yet: press Test</source>
        <translation>Pas encore mesuré sur cette part : appuyez sur Tester</translation>
    </message>
    <message>
        <source>Measured by others on their data; numbers here are of your library, and only the order of the rows can be compared</source>
        <translation>Mesuré par d’autres sur leurs données ; les nombres d’ici sont de votre bibliothèque, et seul l’ordre des lignes se compare</translation>
    </message>
    <message>
        <source>Taste profile: %1</source>
        <translation>Profil d’écoute : %1</translation>
    </message>
    <message>
        <source>Share of right tracks among the ten nearest to a tag, mean over the tags</source>
        <translation>Part des bonnes pistes parmi les dix plus proches d’un tag, moyenne sur les tags</translation>
    </message>
    <message>
        <source>Mean average precision: how far up the right tracks stand</source>
        <translation>Précision moyenne (MAP) : à quelle hauteur se trouvent les bonnes pistes</translation>
    </message>
    <message>
        <source>How often a right track stands before a wrong one; 0.5 is chance</source>
        <translation>Fréquence à laquelle une bonne piste précède une mauvaise ; 0,5 est le hasard</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Trouvé par</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Connues par</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Tirage</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
</context>
<context>
    <name>ui::search::HitModel</name>
    <message>
        <source>little %1 %2</source>
        <translation>peu de %1 %2</translation>
    </message>
    <message>
        <source>shares %1: %2</source>
        <translation>partage %1 : %2</translation>
    </message>
    <message>
        <source>asked for %1: %2 %3</source>
        <translation>demandé : %1 ; %2 %3</translation>
    </message>
    <message>
        <source>asked for %1, near which is %2 (distance %3): %4</source>
        <translation>demandé : %1, dont est proche %2 (distance %3) : %4</translation>
    </message>
    <message>
        <source>Distance to what was asked for: 0 is the same direction, 1 has nothing in common</source>
        <translation>Distance à ce qui est demandé : 0 est la même direction, 1 n’a rien en commun</translation>
    </message>
    <message>
        <source>Geometric mean over the words: 1 = the model is sure of all of them</source>
        <translation>Moyenne géométrique sur les mots : 1 = le modèle est sûr de tous</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Artiste</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>; the library says so, too</source>
        <translation> ; la bibliothèque le dit aussi</translation>
    </message>
</context>
<context>
    <name>ui::search::IndexKeeper</name>
    <message>
        <source>An index of neighbours is built in the background. Searches compare all tracks until it is ready.</source>
        <translation>Un index de voisins se construit en arrière-plan. D’ici là, les recherches comparent toutes les pistes.</translation>
    </message>
</context>
<context>
    <name>ui::search::PlaylistPanel</name>
    <message>
        <source>Which playlist</source>
        <translation>Quelle liste de lecture</translation>
    </message>
    <message>
        <source>Playlists of this workspace</source>
        <translation>Listes de lecture de cet espace de travail</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouvelle</translation>
    </message>
    <message>
        <source>Make an empty playlist</source>
        <translation>Créer une liste de lecture vide</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Delete this playlist; Ctrl+Z brings it back. No music file is touched</source>
        <translation>Supprimer cette liste ; Ctrl+Z la rétablit. Aucun fichier de musique n’est touché</translation>
    </message>
    <message>
        <source>Tracks of the playlist</source>
        <translation>Pistes de la liste de lecture</translation>
    </message>
    <message>
        <source>Drag found tracks here; drag rows to order them, Del takes them out, Return plays from there on</source>
        <translation>Faites glisser ici des pistes trouvées ; glissez les lignes pour les ordonner, Suppr les retire, Entrée joue à partir de là</translation>
    </message>
    <message>
        <source>Order of playlist %1</source>
        <translation>Ordre de la liste %1</translation>
    </message>
    <message>
        <source>Add chosen</source>
        <translation>Ajouter le choix</translation>
    </message>
    <message>
        <source>Add the tracks that are chosen here or on any other page, in their order</source>
        <translation>Ajouter les pistes choisies ici ou sur une autre page, dans leur ordre</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Take the chosen rows out of the playlist (Del)</source>
        <translation>Retirer de la liste les lignes choisies (Suppr)</translation>
    </message>
    <message>
        <source>Play through</source>
        <translation>Tout jouer</translation>
    </message>
    <message>
        <source>Play the playlist from its first track to its last</source>
        <translation>Jouer la liste de la première piste à la dernière</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Save the playlist for other players (M3U8 or XSPF)</source>
        <translation>Enregistrer la liste pour d’autres lecteurs (M3U8 ou XSPF)</translation>
    </message>
    <message>
        <source>Playlist %1</source>
        <translation>Liste %1</translation>
    </message>
    <message>
        <source>Add to playlist %1</source>
        <translation>Ajout à la liste %1</translation>
    </message>
    <message>
        <source>New playlist %1</source>
        <translation>Nouvelle liste %1</translation>
    </message>
    <message>
        <source>New playlist</source>
        <translation>Nouvelle liste de lecture</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Take out of playlist %1</source>
        <translation>Retrait de la liste %1</translation>
    </message>
    <message>
        <source>Delete playlist %1</source>
        <translation>Suppression de la liste %1</translation>
    </message>
    <message>
        <source>Save playlist</source>
        <translation>Enregistrer la liste de lecture</translation>
    </message>
    <message>
        <source>Playlists (*.m3u8 *.xspf)</source>
        <translation>Listes de lecture (*.m3u8 *.xspf)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln track(s) written to %1</source>
        <translation>
            <numerusform>%Ln piste écrite dans %1</numerusform>
            <numerusform>%Ln pistes écrites dans %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::search::PlaylistRows</name>
    <message>
        <source>Drag found tracks here, or add what is chosen.</source>
        <translation>Faites glisser ici des pistes trouvées, ou ajoutez ce qui est choisi.</translation>
    </message>
</context>
<context>
    <name>ui::search::SearchForm</name>
    <message>
        <source>Search words</source>
        <translation>Mots cherchés</translation>
    </message>
    <message>
        <source>Each word counts; -word asks for little of it, &quot;two words&quot; belong together</source>
        <translation>Chaque mot compte ; -mot en demande peu, &quot;deux mots&quot; vont ensemble</translation>
    </message>
    <message>
        <source>Like the chosen tracks</source>
        <translation>Comme les pistes choisies</translation>
    </message>
    <message>
        <source>Search for tracks that are like the ones chosen here or on any other page</source>
        <translation>Chercher des pistes comme celles choisies ici ou sur une autre page</translation>
    </message>
    <message>
        <source>Like:</source>
        <translation>Comme :</translation>
    </message>
    <message>
        <source>Other artists only</source>
        <translation>Autres artistes seulement</translation>
    </message>
    <message>
        <source>Leave out tracks by an artist that was asked for</source>
        <translation>Laisser de côté les pistes d’un artiste demandé</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>Variété</translation>
    </message>
    <message>
        <source>0 = simply the nearest; towards 1 the answers also differ from each other</source>
        <translation>0 = simplement les plus proches ; vers 1, les réponses diffèrent aussi entre elles</translation>
    </message>
    <message>
        <source>Push of the words</source>
        <translation>Poussée des mots</translation>
    </message>
    <message>
        <source>How far words push the search away from the tracks: 1 = as far as they are from nowhere</source>
        <translation>Jusqu’où les mots écartent la recherche des pistes : 1 = autant que celles-ci s’éloignent de l’origine</translation>
    </message>
    <message>
        <source>Only: words, or genre:jazz artist:…</source>
        <translation>Seulement : mots, ou genre:jazz artist:…</translation>
    </message>
    <message>
        <source>Only tracks of this filter</source>
        <translation>Seulement les pistes de ce filtre</translation>
    </message>
    <message>
        <source>The search is narrowed to these tracks; the same words as in the library&apos;s filter</source>
        <translation>La recherche est restreinte à ces pistes ; les mêmes mots que dans le filtre de la bibliothèque</translation>
    </message>
    <message>
        <source>Narrow to</source>
        <translation>Restreindre à</translation>
    </message>
    <message>
        <source>Only tracks that carry a tag, by type</source>
        <translation>Seulement les pistes qui portent un tag, par type</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>How many tracks are listed</source>
        <translation>Nombre de pistes listées</translation>
    </message>
    <message>
        <source>No longer like %1</source>
        <translation>Ne plus chercher comme %1</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>What do you want to hear? dreamy piano -drums</source>
        <translation>Que voulez-vous entendre ? dreamy piano -drums</translation>
    </message>
    <message>
        <source>More or less of something: dreamy -metal</source>
        <translation>Plus ou moins de quelque chose : dreamy -metal</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>A trained metric model, else predicted tags, else the tags of the library</source>
        <translation>Un modèle métrique entraîné, sinon les tags prédits, sinon les tags de la bibliothèque</translation>
    </message>
    <message>
        <source>Metric model</source>
        <translation>Modèle métrique</translation>
    </message>
    <message>
        <source>Words and tracks lie in one space: any word with a word vector counts. Trained under Retrieval.</source>
        <translation>Mots et pistes sont dans un même espace : tout mot qui a un vecteur compte. S’entraîne à la page Repérage.</translation>
    </message>
    <message>
        <source>Predicted tags</source>
        <translation>Tags prédits</translation>
    </message>
    <message>
        <source>The probabilities that the newest run gave every track</source>
        <translation>Les probabilités que l’entraînement le plus récent a données à chaque piste</translation>
    </message>
    <message>
        <source>Tags of the library</source>
        <translation>Tags de la bibliothèque</translation>
    </message>
    <message>
        <source>Tags that tracks carry; finds words, not similar tracks</source>
        <translation>Tags que portent les pistes ; trouve des mots, pas des pistes semblables</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Représentation</translation>
    </message>
    <message>
        <source>What the newest run hears, before it names tags; finds tracks like tracks</source>
        <translation>Ce qu’entend l’entraînement le plus récent avant de nommer des tags ; trouve des pistes semblables à des pistes</translation>
    </message>
    <message>
        <source>Newest map</source>
        <translation>Dernière carte</translation>
    </message>
    <message>
        <source>Neighbours on the newest map: it keeps neighbourhoods, not distances</source>
        <translation>Voisines sur la dernière carte : elle garde les voisinages, pas les distances</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <source>What answers; Automatic says below which method it took, and why</source>
        <translation>Ce qui répond ; Automatique dit en bas quelle méthode il a prise, et pourquoi</translation>
    </message>
</context>
<context>
    <name>ui::search::WordsPanel</name>
    <message>
        <source>Any word</source>
        <translation>Un mot quelconque</translation>
    </message>
    <message>
        <source>Word to look up</source>
        <translation>Mot à chercher</translation>
    </message>
    <message>
        <source>The tags nearest to this word, by each set of word vectors; a double click searches for a tag</source>
        <translation>Les tags les plus proches de ce mot, selon chaque jeu de vecteurs ; un double clic cherche un tag</translation>
    </message>
    <message>
        <source>Left set of word vectors</source>
        <translation>Jeu de vecteurs de gauche</translation>
    </message>
    <message>
        <source>Right set of word vectors</source>
        <translation>Jeu de vecteurs de droite</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Which word vectors</source>
        <translation>Quels vecteurs de mots</translation>
    </message>
    <message>
        <source>No word vectors yet, and too few tags to make some of. Import word2vec, GloVe or fastText files to search for words that were never a tag.</source>
        <translation>Pas encore de vecteurs de mots, et trop peu de tags pour en faire. Importez des fichiers word2vec, GloVe ou fastText pour chercher des mots qui n’ont jamais été des tags.</translation>
    </message>
    <message>
        <source>Vectors made of the library&apos;s own tags know these tags only; imported ones know any word.</source>
        <translation>Les vecteurs faits des tags de la bibliothèque ne connaissent que ces tags ; ceux importés connaissent tout mot.</translation>
    </message>
    <message>
        <source>Not known by: %1</source>
        <translation>Inconnu de : %1</translation>
    </message>
</context>
<context>
    <name>ui::widgets::MapView</name>
    <message>
        <source>Map of tracks</source>
        <translation>Carte des pistes</translation>
    </message>
    <message>
        <source>Tracks that are alike lie together. Arrow keys move, plus and minus zoom, F fits, Esc clears the selection; Ctrl with an arrow key goes to the next point, Return chooses it.</source>
        <translation>Les pistes qui se ressemblent sont proches. Les flèches déplacent, plus et moins zooment, F ajuste, Échap efface la sélection ; Ctrl avec une flèche va au point suivant, Entrée le choisit.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln sélectionnée</numerusform>
            <numerusform>%Ln sélectionnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln trouvée</numerusform>
            <numerusform>%Ln trouvées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::widgets::MelgramView</name>
    <message>
        <source>Melgram</source>
        <translation>Melgramme</translation>
    </message>
    <message>
        <source>Level in dB over time and mel frequency: what a model gets. Click to move the playhead.</source>
        <translation>Niveau en dB selon le temps et la fréquence mel : ce qu’un modèle reçoit. Cliquez pour déplacer la tête de lecture.</translation>
    </message>
    <message>
        <source>%1  %2  %3 dB  (frame %4, band %5)</source>
        <translation>%1  %2  %3 dB  (trame %4, bande %5)</translation>
    </message>
    <message>
        <source>no melgram</source>
        <translation>pas de melgramme</translation>
    </message>
    <message>
        <source>preset %1, %2 bands, %3 frames, %4 to %5 dB</source>
        <translation>préréglage %1, %2 bandes, %3 trames, de %4 à %5 dB</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
    <message>
        <source>Hz (mel)</source>
        <translation>Hz (mel)</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>%1  %2 dB</source>
        <translation>%1  %2 dB</translation>
    </message>
</context>
<context>
    <name>ui::widgets::OverviewStrip</name>
    <message>
        <source>Overview</source>
        <translation>Vue d’ensemble</translation>
    </message>
    <message>
        <source>The whole track. Drag the frame to choose the part that is shown.</source>
        <translation>Toute la piste. Faites glisser le cadre pour choisir la partie montrée.</translation>
    </message>
    <message>
        <source>%1 to %2 of %3 shown</source>
        <translation>de %1 à %2 sur %3</translation>
    </message>
    <message>
        <source>Whole track</source>
        <translation>Piste entière</translation>
    </message>
</context>
<context>
    <name>ui::widgets::TagBars</name>
    <message>
        <source>Predicted tags</source>
        <translation>Tags prédits</translation>
    </message>
    <message>
        <source>Tags by falling probability, with each tag&apos;s threshold.</source>
        <translation>Tags par probabilité décroissante, avec le seuil de chacun.</translation>
    </message>
    <message>
        <source>no predictions</source>
        <translation>pas de prédictions</translation>
    </message>
    <message>
        <source>(yours)</source>
        <translation>(le vôtre)</translation>
    </message>
</context>
<context>
    <name>ui::widgets::TaggramView</name>
    <message>
        <source>Taggram</source>
        <translation>Taggramme</translation>
    </message>
    <message>
        <source>Predicted probability of each tag over time. Click to move the playhead.</source>
        <translation>Probabilité prédite de chaque tag au fil du temps. Cliquez pour déplacer la tête de lecture.</translation>
    </message>
    <message>
        <source>%1  %2  %3  (chunk %4)</source>
        <translation>%1  %2  %3  (extrait %4)</translation>
    </message>
    <message>
        <source>no taggram</source>
        <translation>pas de taggramme</translation>
    </message>
    <message>
        <source>%1 tags over %2 chunks, strongest %3</source>
        <translation>%1 tags sur %2 extraits, le plus fort : %3</translation>
    </message>
</context>
<context>
    <name>ui::widgets::TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>Règle des temps</translation>
    </message>
    <message>
        <source>Times of the visible part of the track. A click moves the playhead.</source>
        <translation>Temps de la partie visible de la piste. Un clic déplace la tête de lecture.</translation>
    </message>
    <message>
        <source>%1 to %2, playhead at %3</source>
        <translation>de %1 à %2, tête de lecture à %3</translation>
    </message>
</context>
<context>
    <name>ui::widgets::WaveformView</name>
    <message>
        <source>Waveform</source>
        <translation>Forme d’onde</translation>
    </message>
    <message>
        <source>Least, greatest and mean level over time. Click to move the playhead, drag to select.</source>
        <translation>Niveaux minimal, maximal et moyen au fil du temps. Cliquez pour déplacer la tête de lecture, faites glisser pour sélectionner.</translation>
    </message>
    <message>
        <source>%1  not decoded yet</source>
        <translation>%1  pas encore décodé</translation>
    </message>
    <message>
        <source>%1  peak %2  RMS %3</source>
        <translation>%1  crête %2  efficace %3</translation>
    </message>
    <message>
        <source>no track</source>
        <translation>aucune piste</translation>
    </message>
    <message>
        <source>%1 of sound, peak %2, RMS %3</source>
        <translation>%1 de son, crête %2, efficace %3</translation>
    </message>
</context>
</TS>
