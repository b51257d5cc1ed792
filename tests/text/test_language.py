import pytest

from kg.text.language import by_script, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We fly kites.", ""),
        ("Über Drachen und Wind", ""),
        ("An α-β-γ attention", ""),
        ("주파수 안정도 측정", "ko"),
        ("基于深度学习的方法 (CNN)", "zh"),
        ("深層学習のためのデータ", "ja"),
        ("Обучение глубоких сетей", "ru"),
        ("Глибоке навчання для мовлення і зображень", "uk"),
        ("Обучение на дълбоки мрежи по пътя към бъдещето", "bg"),
        ("یادگیری عمیق برای پردازش گفتار", "fa"),
        ("التعلم العميق لمعالجة اللغة", "ar"),
        ("Βαθιά μάθηση", "el"),
        ("গভীর শিক্ষা", "bn"),
        ("", ""),
        ("42 % → ∞", ""),
    ],
)
def test_language_by_script(text: str, language: str) -> None:
    assert by_script(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir stellen ein Netz vor, das Drachen im Wind hält und ohne Daten lernt.", "de"),
        ("Nous présentons un réseau qui apprend à tenir les cerfs-volants dans le vent, sans données.", "fr"),
        ("Presentamos una red que aprende a sujetar las cometas en el viento con pocos datos.", "es"),
        ("Apresentamos uma rede que aprende a segurar as pipas no vento com poucos dados e não cai.", "pt"),
        ("Presentiamo una rete che impara a tenere gli aquiloni nel vento con pochi dati.", "it"),
        ("Wij tonen een netwerk dat vliegers in de wind houdt en dat met weinig data leert.", "nl"),
        ("Vi visar ett nät som håller drakar i vinden och som lär sig från få data, men inte faller.", "sv"),
        ("Przedstawiamy sieć, która trzyma latawce na wietrze i uczy się z danych.", "pl"),
        ("Bu çalışmada uçurtmalar için bir ağ sunuyoruz ve daha az veri ile çok iyi sonuçlar aldık.", "tr"),
        ("Réseaux de neurones pour la reconnaissance de l'écriture", "fr"),
        ("Détection de fraudes: una revisión", ""),
        ("El Niño, La Niña and de la Cruz", ""),
        ("S-R-S arms: a, s, k", ""),
        ("La La Land: Que Sera, Sera in 3D-2D-1D", ""),
        ("Résumé. Nous tenons les cerfs-volants dans le vent. Abstract. We hold the kites in it.", ""),
    ],
)  # fmt: skip
def test_language_by_small_words(text: str, language: str) -> None:
    assert language_of(text) == language
