"""What the words of a row say, and which objectives belong in the annex."""

from __future__ import annotations

import pytest

from plan_miner.model import Activity, Box, Goal, Indicator, Objective, Passage, Piece, Plan
from plan_miner.tag import find, judge_objective, tag, tag_goals, tag_plan
from plan_miner.tag.finding import terms

# (a row of a plan, its basis, the groups that it names; "disadvantaged" is left out)
ROWS = [
    ("Toplumsal cinsiyet eşitliği bakış açısının tüm birimlere yerleştirilmesi", "equality", "women"),
    ("TOPLUMSAL CİNSİYET EŞİTLİĞİNİN SAĞLANMASI", "equality", "women"),
    ("Cinsiyet eşitsizliğiyle mücadele etmek", "equality", "women"),
    ("Kadın ve erkeklerin eşit yararlanacağı hizmetler sunmak", "equality", "women"),
    ("Kadın - erkek eşitliğini gözeten bir çalışma ortamı oluşturmak", "equality", "women"),
    ("Kadın/erkek fırsat eşitliğinin sağlanması", "equality", "women"),
    ("Ayrımcılığa uğrayan gruplara hukuki destek verilmesi", "equality", ""),
    ("Yerel Eşitlik Eylem Planı'nın (YEEP) hazırlanması ve uygulanması", "equality", "women"),
    ("Eşitlik Birimi kurulması", "equality", "women"),
    ("Kadın Erkek Eşitliği Komisyonunun etkin çalışması", "equality", "women"),
    ("TCDB çalışmalarının başlatılması", "equality", "women"),
    ("Cinsiyete göre ayrıştırılmış verilerin toplanması", "equality", "women"),
    ("Kadın-erkek eşitliğine duyarlı bütçeleme yapılması", "equality", "women"),
    ("Sosyal eşitlik ve adaletin sağlanması", "equality", ""),
    ("Eğitimde fırsat eşitliğinin sağlanması için etüt merkezlerinin açılması", "equality", "children"),
    ("Toplumsal Eşitlik Biriminin kurulması", "equality", "women"),
    ("Hizmetlere erişimde eşitsizlikleri gidermek", "equality", ""),
    ("Eşitlikçi ve katılımcı bir yerel yönetim anlayışı geliştirmek", "equality", ""),
    ("Nefret söylemine karşı farkındalık çalışmaları yürütmek", "equality", ""),
    ("Toplumsal cinsiyete duyarlı stratejik planlama eğitimi", "equality", "women"),
    ("CEMR Şartı'nın imzalanması", "equality", "women"),
    ("Erkek çalışanlara toplumsal cinsiyet eğitimi verilmesi", "equality", "women"),
    ("Cinsiyetçi dilin kurum yazışmalarından ayıklanması", "equality", "women"),
    ("Ayrımcılık yasağı konusunda personelin eğitilmesi", "equality", ""),
    ("Yerel Eşitlik Birimi koordinasyonunda çalışmalar yapılması", "equality", "women"),
    ("TOPLUMSAL EŞİTLİK BİRİMİNİN KURULMASI", "equality", "women"),
    ("Cinsiyet temelli şiddetin önlenmesi", "equality", "women"),
    ("Toplumsal cinsiyet temelli şiddetle mücadele", "equality", "women"),
    ("Cinsiyet eşitliği ve kadının güçlenmesi", "equality", "women"),
    ("İstanbul Sözleşmesi'nin yerelde uygulanması", "equality", "women"),
    ("Eşitliğin planlara yansıtılması", "equality", ""),
    ("Toplumsal cinsiyet rollerinin dönüştürülmesi", "equality", "women"),
    ("Toplumsal eşitliği gözeten bütçeleme", "equality", ""),
    ("Kadın erkek eşitliği eylem planı hazırlanması", "equality", "women"),
    ("Yerel Eşitlik İzleme Platformuna üye olunması", "equality", "women"),
    ("Eşitlik Masası personelinin eğitilmesi", "equality", "women"),
    ("Cinsiyet eşitliği endeksinde ilk ona girmek", "equality", "women"),
    ("Kadınlara pozitif ayrımcılık yapılması", "equality", "women"),
    ("AYRIMCILIĞIN ÖNLENMESİ", "equality", ""),
    ("Kadına yönelik şiddetle mücadelede acil destek hattı kurulması", "women", "women"),
    ("KADINLARA YÖNELİK MESLEK EDİNDİRME KURSLARI", "women", "women"),
    ("Kız çocuklarının okullaşma oranının artırılması", "women", "women children"),
    ("Genç kadınların karar alma mekanizmalarına katılımı", "women", "women youth"),
    ("Hanımlar lokalinin açılması", "women", "women"),
    ("Bayanlara yönelik spor salonu yapılması", "women", "women"),
    ("Aile içi şiddete maruz kalanlara psikolojik destek verilmesi", "women", "women"),
    ("Kadın Sığınma Evi kapasitesinin artırılması", "women", "women"),
    ("Kadın konukevinin faaliyete geçirilmesi", "women", "women"),
    ("Kırsalda yaşayan kadınların el emeği ürünlerinin pazarlanması", "women", "women"),
    ("Üreten Kadınlar Çarşısının kurulması", "women", "women"),
    ("Gebelere yönelik eğitim programları düzenlenmesi", "women", "women"),
    ("Kent Konseyi Kadın Meclisinin desteklenmesi", "women", "women"),
    ("Kadın dostu kent uygulamalarının hayata geçirilmesi", "women", "women"),
    ("Annelere yönelik çocuk gelişimi eğitimleri", "women", "women children"),
    ("Şiddet mağduru kadın ve çocuklar için ilk adım istasyonu kurulması", "women", "women children"),
    ("8 Mart Dünya Kadınlar Günü etkinlikleri", "women", "women"),
    ("Kadın muhtarların ve kadın meclis üyelerinin güçlendirilmesi", "women", "women"),
    ("Kadın kooperatiflerine stant desteği verilmesi", "women", "women"),
    ("Erken yaşta ve zorla evliliklerin önlenmesi", "women", "women children"),
    ("Tek ebeveynli ailelerde kadınların güçlendirilmesi", "women", "women"),
    ("Kadınların toplu ulaşımı güvenle kullanması için gece inme durağı uygulaması", "women", "women"),
    ("Ev eksenli çalışan kadınların örgütlenmesi", "women", "women"),
    ("Kadınlarımızın sosyal hayata katılımını artırmak", "women", "women"),
    ("Mor Masa'nın kurulması", "women", "women"),
    ("Kadınlar için yüzme kursu açılması", "women", "women"),
    ("Kadın Danışma Merkezlerinin sayısını artırmak", "women", "women"),
    ("ADEM ve kadın yaşam merkezleri", "women", "women"),
    ("Kadınlara yönelik eğitimlerin Halk Eğitim Müdürlüğü ile düzenlenmesi", "women", "women"),
    ("Kadın sivil toplum kuruluşlarının güçlendirilmesi", "women", "women"),
    ("Kadın personel sayısının artırılması", "women", "women"),
    ("Kadınların ve çocukların güvenliğini sağlamak", "women", "women children"),
    ("Kadın, çocuk, yaşlı ve engellilere yönelik hizmetler", "women", "women children elderly disabled"),
    (
        "KADIN, ÇOCUK, GENÇ, YAŞLI, ENGELLİ VE DEZAVANTAJLI GRUPLARA YÖNELİK SOSYAL HİZMETLER",
        "women",
        "women children youth elderly disabled",
    ),
    ("Kadın ve Aile Hizmetleri Müdürlüğünün kurulması", "women", "women"),
    ("Kız öğrencilere burs verilmesi", "women", "women youth"),
    ("Kız öğrenci yurdu yapılması", "women", "women youth"),
    ("Kadın ve çocuk sağlığı merkezi", "women", "women children"),
    ("Çocuk ve kadınların şiddetten korunması", "women", "women children"),
    ("Genç Kadın Girişimciler Merkezi", "women", "women youth"),
    ("Kadın emeğinin değerlendirilmesi amacıyla kadın pazarları kurulması", "women", "women"),
    ("Kadın üretici pazarı kurulması", "women", "women"),
    ("Hamile bilgilendirme sınıfı", "women", "women"),
    ("Emziren anneler için oda", "women", "women"),
    ("Kadın istihdamının artırılması", "women", "women"),
    ("Girişimci kadınlara mikrokredi desteği", "women", "women"),
    ("Kadına karşı şiddetin önlenmesi", "women", "women"),
    ("Kadınlar matinesi düzenlenmesi", "women", "women"),
    ("Ev kadınlarına yönelik kurslar", "women", "women"),
    ("Kadınlar Günü", "women", "women"),
    ("Anneler Günü ve Engelliler Haftası etkinlikleri", "women", "women disabled"),
    ("LGBTI+ ve kadın örgütleriyle ortak çalışmalar yapılması", "women", "women lgbti"),
    ("Cinsel sağlık ve üreme sağlığı eğitimi", "women", "women"),
    ("Kadınların mecliste temsilini artırmak", "women", "women"),
    ("Kadın çiftçilere fide desteği sağlanması", "women", "women"),
    ("Kadın ve çocuklara yönelik istismarın önlenmesi", "women", "women children"),
    ("Kadına şiddete hayır etkinliği", "women", "women"),
    ("Kadın bakış açısıyla kent planlaması", "women", "women"),
    ("Gece ulaşımında kadın yolcuların istedikleri yerde inebilmesi", "women", "women"),
    ("Kadın sığınma evlerinin sayısının artırılması ve ŞÖNİM ile koordinasyon", "women", "women"),
    ("Engelli çocuk annelerine destek", "women", "women disabled children"),
    ("Göçmen kadınların dil öğrenmesi", "women", "women migrants"),
    ("Roman kadınlara yönelik kurslar", "women", "women roma"),
    ("Kadınlar için güvenli kent uygulamaları", "women", "women"),
    ("Kadın sağlığı merkezi açılması", "women", "women"),
    ("Meme kanseri taraması yapılması", "women", "women"),
    ("Hanımeli pazarının açılması", "women", "women"),
    ("Kadın dostu işyerlerinin ödüllendirilmesi", "women", "women"),
    ("Kadın şoför istihdam edilmesi", "women", "women"),
    ("Anne bebek kütüphanesi", "women", "women children"),
    ("Kadınların bilişim alanında güçlendirilmesi", "women", "women"),
    ("Kreşlerin açılması yoluyla kadınların iş gücüne katılımı", "women", "women children"),
    ("KADINLARIN İSTİHDAMA KATILIMI", "women", "women"),
    ("Kadınların önündeki engellerin kaldırılması", "women", "women"),
    ("Kadın dostu kent meydanı", "women", "women"),
    ("Engelsiz yaşam merkezi açılması", "group", "disabled"),
    ("Özel gereksinimli bireylere yönelik spor faaliyetleri", "group", "disabled"),
    ("Otizmli çocuklar için eğitim merkezi", "group", "disabled children"),
    ("Yaş almış vatandaşlarımızın sosyal yaşama katılımı", "group", "elderly"),
    ("Ulu çınarlarımıza evde bakım hizmeti verilmesi", "group", "elderly"),
    ("65 yaş üstü vatandaşlara yönelik hizmetler", "group", "elderly"),
    ("Yaşlı ve engelli vatandaşlara evde bakım hizmeti", "group", "elderly disabled"),
    ("Alzheimer Merkezi kurulması", "group", "elderly"),
    ("Huzurevi yapılması", "group", "elderly"),
    ("İleri yaştaki yurttaşların aktif yaşlanmasını desteklemek", "group", "elderly"),
    ("Mülteci ve göçmenlerin kente uyumunu sağlamak", "group", "migrants"),
    ("Geçici koruma altındaki Suriyelilere yönelik dil kursları", "group", "migrants"),
    ("Sığınmacıların sosyal hizmetlere erişimi", "group", "migrants"),
    ("Roman vatandaşlarımızın istihdama katılması", "group", "roma"),
    ("Romanların yaşadığı mahallelerde sosyal çalışmalar", "group", "roma"),
    ("Dezavantajlı grupların yaşam kalitesini artırmak", "group", ""),
    ("Kırılgan gruplara yönelik hizmetlerin çeşitlendirilmesi", "group", ""),
    ("Hassas grupların desteklenmesi", "group", ""),
    ("LGBTİ+ bireylere psikososyal destek sağlanması", "group", "lgbti"),
    ("Madde bağımlılığı ile mücadele edilmesi", "group", "addicts"),
    ("Bağımlılıkla mücadele eden gençlere rehberlik merkezi açılması", "group", "addicts youth"),
    ("Eski hükümlülerin topluma kazandırılması", "group", "prisoners"),
    ("Çocuk meclisinin etkinleştirilmesi", "group", "children"),
    ("Çocuklara yönelik tiyatro gösterileri", "group", "children"),
    ("Mahalle kreşi sayısının artırılması", "group", "children"),
    ("Gündüz bakımevi ve anaokullarının açılması", "group", "children"),
    ("Çocuk kütüphanesi kurulması", "group", "children"),
    ("Görme engelliler için sesli kütüphane", "group", "disabled"),
    ("Korunmaya muhtaç çocukların desteklenmesi", "group", "children"),
    ("Evde bakım hizmetinin yaygınlaştırılması", "group", "elderly"),
    ("Emekli Evi açılması", "group", "elderly"),
    ("Tekerlekli sandalye tamir atölyesi", "group", "disabled"),
    ("İhtiyaç sahibi ailelere gıda desteği verilmesi", "group", "poor"),
    ("Down sendromlu gençlerin istihdamı", "group", "disabled youth"),
    ("Sokakta çalışan çocukların eğitime kazandırılması", "group", "children"),
    ("Hoş geldin bebek projesi", "group", "children"),
    ("Gençlerde bağımlılıkla mücadele için seminer düzenlenmesi", "group", "addicts youth"),
    ("Teknolojiye bağımlı çocuklara rehberlik", "group", "addicts children"),
    ("Mevsimlik tarım işçilerinin yaşam koşullarının iyileştirilmesi", "group", ""),
    ("İşitme cihazı desteği", "group", "disabled"),
    ("Yaşlılara ve engellilere evde sağlık hizmeti sunulması", "group", "elderly disabled"),
    ("Yetişkin ve çocuk diş polikliniği açılması", "group", "children"),
    ("Süt Kuzusu projesi ile çocuklara süt dağıtılması", "group", "children"),
    ("Okul öncesi eğitim kurumlarının artırılması", "group", "children"),
    ("Sosyal uyum merkezi kurulması", "group", "migrants"),
    ("Göç Yönetimi Müdürlüğünün kurulması", "group", "migrants"),
    ("Kentimizdeki yabancı uyruklu kişilere yönelik hizmetler", "group", "migrants"),
    ("Engelsiz taksi uygulaması", "group", "disabled"),
    ("Yaşlı bakım merkezi ve gündüzlü yaşlı yaşam merkezi açılması", "group", "elderly"),
    ("Kreş\nve gündüz bakım evi açılması", "group", "children"),
    ("Zihinsel engelli bireyler için bakım ve rehabilitasyon merkezi", "group", "disabled"),
    ("Çocuk istismarının önlenmesi", "group", "children"),
    ("Akran zorbalığı ile mücadele", "group", "children"),
    ("Sosyal risk altındaki bireylerin desteklenmesi", "group", ""),
    ("Özel politika gerektiren gruplara yönelik hizmetler", "group", ""),
    ("Engellilerin ve yaşlıların ulaşımdan ücretsiz yararlanması", "group", "disabled elderly"),
    ("Hükümlü ve tutuklu yakınlarına destek", "group", "prisoners"),
    ("Yaşlanan nüfusa yönelik hizmetlerin planlanması", "group", "elderly"),
    ("Bebekler için bez desteği", "group", "children"),
    ("Engelli-yaşlı taşıma hizmeti", "group", "disabled elderly"),
    ("Bakıma muhtaç yaşlılar", "group", "elderly"),
    ("Özürlü vatandaşlar için rampa", "group", "disabled"),
    ("Ulu çınarların huzuru için sosyal etkinlikler", "group", "elderly"),
    ("Engelsiz bir kent için kaldırımların yenilenmesi", "group", "disabled"),
    ("Engelli vatandaşların istihdamını artırmak", "group", "disabled"),
    ("Engellilere yönelik faaliyetler", "group", "disabled"),
    ("Engelli ve yaşlı vatandaşlarımızın hayatını kolaylaştırmak", "group", "disabled elderly"),
    ("Özel gereksinimi olan bireyler", "group", "disabled"),
    ("Özel gereksinim sahibi çocuklar", "group", "disabled children"),
    ("Yaş almış bireylerin dijital becerilerinin geliştirilmesi", "group", "elderly"),
    ("3. Yaş Üniversitesi kurulması", "group", "elderly"),
    ("Yaşlı Yaşam Merkezi", "group", "elderly"),
    ("Emekliler için lokal açılması", "group", "elderly"),
    ("Gündüz bakımevlerinde kalan 3-6 yaş çocuk sayısı", "group", "children"),
    ("0-6 yaş çocuk gelişimi atölyeleri", "group", "children"),
    ("Cinsel istismara uğrayan çocuklara destek", "group", "children"),
    ("Çocuk işçiliği ile mücadele", "group", "children"),
    ("Çocuk haklarının tanıtılması", "group", "children"),
    ("ROMAN ÇOCUKLARIN EĞİTİMİNİN DESTEKLENMESİ", "group", "roma children"),
    ("Roman mahallelerinde altyapı", "group", "roma"),
    ("Cezaevinden çıkanların istihdamı", "group", "prisoners"),
    ("Denetimli serbestlik yükümlülerine iş imkânı", "group", "prisoners"),
    ("Uyuşturucu ile mücadele edilmesi", "group", "addicts"),
    ("Kumar ve teknoloji bağımlılığının önlenmesi", "group", "addicts"),
    ("Lösemili çocuklara yönelik etkinlik", "group", "children"),
    ("Sokak çocukları", "group", "children"),
    ("Dezavantajlı gruplar için erişilebilir ulaşım", "group", ""),
    ("Toplumun kırılgan kesimlerinin afetlere hazırlanması", "group", ""),
    ("Öz bakım hizmeti", "group", "elderly"),
    ("Evde fizik tedavi ve evde hasta bakım", "group", "elderly"),
    ("Engelli bireylerin ailelerine kısa süreli bakım", "group", "disabled"),
    ("YAŞLILARIMIZIN VE ENGELLİLERİMİZİN YAŞAM KALİTESİ", "group", "elderly disabled"),
    ("ÇOCUKLARIMIZIN GELİŞİMİ", "group", "children"),
    ("Engelli bireylerin önündeki engelleri kaldırmak", "group", "disabled"),
    ("Yaşlıların mahallelerinde ziyaret edilmesi", "group", "elderly"),
    ("Engelli istihdamı yoluyla üretime katılım", "group", "disabled"),
    ("Şehit yakınları ve gazilere yönelik etkinlikler", "", ""),
    ("Kadın doğum hastanesi önünde kaldırım yenilenmesi", "", ""),
    ("Kadınlar Plajı çevre düzenlemesi", "", ""),
    ("Kadın futbol takımının desteklenmesi", "", ""),
    ("Gençlik ve Spor Bakanlığı ile iş birliği yapılması", "", ""),
    ("Kadın ve Aile Hizmetleri Müdürlüğü ile iş birliği içinde etkinlik düzenlenmesi", "", ""),
    ("23 Nisan Ulusal Egemenlik ve Çocuk Bayramı kutlamaları", "", ""),
    ("19 Mayıs Atatürk'ü Anma, Gençlik ve Spor Bayramı'nın kutlanması", "", ""),
    ("Parklara çocuk oyun grubu kurulması", "", ""),
    ("Enerjide dışa bağımlılığın azaltılması", "", ""),
    ("Fosil yakıtlara bağımlılığın azaltılması", "", ""),
    ("Merkezi idareye bağımlılığı azaltmak", "", ""),
    ("Din, dil, ırk, cinsiyet ayrımı gözetmeksizin hizmet vermek", "", ""),
    ("Yaşlı ağaçların budanması", "", ""),
    ("Sığınakların denetlenmesi", "", ""),
    ("Roman okuma günleri düzenlenmesi", "", ""),
    ("Engelli at yarışı düzenlenmesi", "", ""),
    ("Sokak hayvanları için geçici bakımevi kurulması", "", ""),
    ("Kedi evi ve kuş yuvası üretilmesi", "", ""),
    ("İç kontrol standartlarına uyum eylem planı", "", ""),
    ("Gazi Mahallesi altyapı çalışmaları", "", ""),
    ("Hanımeli Sokak asfaltlama", "", ""),
    ("Toplumun tüm kesimlerine yönelik kültürel etkinlikler", "", ""),
    ("Vatandaş memnuniyetinin artırılması", "", ""),
    ("Emekli olan personelin yerine alım yapılması", "", ""),
    ("Eşit ve adil bir ücret politikası izlemek", "", ""),
    ("Engel tanımayan bir ekip oluşturmak", "", ""),
    ("Erişilebilir ve güvenli ulaşım sağlanması", "", ""),
    ("Kapsayıcı bir kent oluşturmak", "", ""),
    ("Bilgi güvenliği politikasına uyum sağlanması", "", ""),
    ("Kız Kulesi silueti korunacak", "", ""),
    ("Bebek sahilinin düzenlenmesi", "", ""),
    ("Gençlerbirliği maçı", "", ""),
    ("Planlama süreçlerinde kalkınma hedefleri", "", ""),
    ("6284 metrekare alanın düzenlenmesi", "", ""),
    ("Kamulaştırma bedellerinde eşitlik ilkesinin uygulanması", "", ""),
    ("Hak sahipleriyle uzlaşma sağlanması", "", ""),
    ("Aile hekimliği binası yapılması", "", ""),
    ("Ana arter yolların bakımı", "", ""),
    ("Gençlik merkezi yapılması", "", "youth"),
    ("Öğrencilere burs verilmesi", "", "youth"),
    ("Sosyal yardımların etkin dağıtılması", "", "poor"),
    ("Aile, Çalışma ve Sosyal Hizmetler İl Müdürlüğü ile iş birliği yapılması", "", ""),
    ("Engelli dernekleri ile ortak projeler yürütülmesi", "", ""),
    ("5378 sayılı Engelliler Hakkında Kanun kapsamında denetim yapılması", "", ""),
    ("Kadın personel sayısı", "", ""),
    ("Engelli personel çalıştırma yükümlülüğünün yerine getirilmesi", "", ""),
    ("Askıda fatura uygulaması", "", "poor"),
    ("Eşit, adil ve erişilebilir hizmet sunmak", "", ""),
    ("Babalara yönelik eğitim programları", "", ""),
    ("Yaşlanan binaların dönüştürülmesi", "", ""),
    ("Çocuk Sokağı asfalt çalışması", "", ""),
    ("Çocuk sokağı uygulamasının başlatılması", "group", "children"),
    ("Kadın Hastalıkları ve Doğum polikliniği", "", ""),
    ("Parklara engellilerin kullanımına uygun oturma bankı konulması", "", ""),
    ("Kaldırımların engelli erişimine uygun yapılması", "", ""),
    ("Engelli vatandaşlarımızın erişimine uygun durak sayısı", "", ""),
    ("Asırlık çınar ağaçlarının korunması", "", ""),
    ("Göçmen kuşların konaklama alanlarının korunması", "", ""),
    ("Deprem şiddetine dayanıklı yapılar inşa etmek", "", ""),
    ("Kadın heykeli yapılması", "", ""),
    ("Kızlar Manastırı'nın restorasyonu", "", ""),
    ("Ayşe Hanım Konağı restorasyonu", "", ""),
    ("Kimsesizler mezarlığının düzenlenmesi", "", ""),
    ("Bakıma muhtaç tarihi yapıların onarılması", "", ""),
    ("Personele özel eğitim verilmesi", "", ""),
    ("Hizmetlerde eşitlik, adalet ve şeffaflık ilkelerine uyulması", "", ""),
    ("Sokak hayvanlarının evlat edinilmesi", "", ""),
    ("Rekabet ve fırsat eşitliğine uygun ihale yapılması", "", ""),
    ("Genç-yaşlı, kadın-erkek tüm vatandaşlara hizmet", "", ""),
    ("Aile içi iletişim seminerleri", "", ""),
    ("Ailenin güçlendirilmesi", "", ""),
    ("Çölyak, diyabet hastalarına destek", "", ""),
    ("Sigara bırakma polikliniği", "", ""),
    ("Kırılgan yapı stokunun belirlenmesi", "", ""),
    ("Hassas ekosistemlerin korunması", "", ""),
    ("Bağımsız yaşam merkezi", "", ""),
    ("Kültürel ayrım gözetmeden hizmet", "", ""),
    ("Atıkların ayrıştırılması", "", ""),
    ("Şehitlik ve Gazilik bilincinin geliştirilmesi", "", ""),
    ("Gençlik kampı düzenlenmesi", "", "youth"),
    ("Bisikletli ulaşım için yeşil alan", "", ""),
    ("Alanya'da plaj yapılması", "", ""),
    ("Kızılay ile kan bağışı", "", ""),
    ("Kadıköy sahilinin düzenlenmesi", "", ""),
    ("Kadim kent dokusunun korunması", "", ""),
    ("Mola evi açılması", "", ""),
    ("Huzurevi yolunun asfaltlanması", "", ""),
    ("Çocuk Yuvası önündeki kavşağın düzenlenmesi", "", ""),
    ("Kreş önlerinde hız kesici yapılması", "", ""),
    ("Hanımlar Köyü içme suyu hattı", "", ""),
    ("Kadın erkek dengesinin gözetilmesi", "equality", "women"),
    ("Cinsiyet ve inanç ayrımı gözetmeyen hizmet bildirgesinin yayımlanması", "equality", "women"),
    ("Cinsiyet kimliği ayrımı gözetmeyen hizmet ilkeleri", "equality", "lgbti"),
    ("Belediye personeline toplumsal cinsiyet farkındalık eğitimi", "equality", "women"),
    ("Hizmetlerde cinsiyete göre ayrıştırılmış veri tutulması", "equality", "women"),
    ("Ayrımcılıkla mücadele komisyonu kurulması", "equality", ""),
    ("Eşit işe eşit ücret ilkesinin hayata geçirilmesi", "equality", "women"),
    ("Kadın-erkek eşitliğine duyarlı imar planları", "equality", "women"),
    ("Her alanda fırsat eşitliği sağlanması", "equality", ""),
    ("Eşitlik ve ayrımcılık karşıtı politika belgesinin hazırlanması", "equality", ""),
    ("Cinsiyet körü uygulamaların gözden geçirilmesi", "equality", "women"),
    ("Stratejik planda kadın erkek eşitliği göstergelerine yer verilmesi", "equality", "women"),
    ("CEDAW uyum çalışması", "equality", "women"),
    ("Cinsiyetler arası ücret farkının raporlanması", "equality", "women"),
    ("Toplumsal cinsiyet eşitliği ödülü verilmesi", "equality", "women"),
    ("Çocuk yaşta evliliklerin önlenmesi", "women", "women children"),
    ("Tutuklu annelerle görüşme odası", "women", "women prisoners"),
    ("Tek başına çocuk büyüten kadınlara iş imkânı", "women", "women"),
    ("“Kadın ve Şiddet” paneli düzenlenmesi", "women", "women"),
    ("Kadın muhtarlarla istişare toplantıları yapılması", "women", "women"),
    ("Kadın istihdamını teşvik eden işletmelere ödül verilmesi", "women", "women"),
    ("Belediye otobüslerinde kadın şoför oranının yükseltilmesi", "women", "women"),
    ("Anne-bebek bağını güçlendiren atölyeler", "women", "women children"),
    ("Yalnız annelere kira desteği", "women", "women"),
    ("Lohusa ziyaretleri yapılması", "women", "women"),
    ("Ücretsiz HPV aşısı ve rahim ağzı taraması", "women", "women"),
    ("Kız çocuklarının bilim ve teknolojiye yönlendirilmesi", "women", "women children"),
    ("Şiddete maruz kalan kadınlar için 7/24 destek hattı", "women", "women"),
    ("Kadınların spora katılımının artırılması", "women", "women"),
    ("Ev kadınlarının ürettiği ürünlerin satılacağı e-ticaret sitesi kurulması", "women", "women"),
    ("Kadın çiftçilere arı kovanı desteği", "women", "women"),
    ("Kadın yazarlar festivali", "women", "women"),
    ("Dünya Kız Çocukları Günü etkinlikleri", "women", "women children"),
    ("Hanımlara yönelik gezi programı", "women", "women"),
    ("Kadın gözüyle kent haritasının çıkarılması", "women", "women"),
    ("Hijyenik ped dağıtım kutuları konulması", "women", "women"),
    ("Kadın sağlığı tarama aracı alınması", "women", "women"),
    ("Cezaevindeki annelerin çocuklarına oyuncak", "women", "women prisoners children"),
    ("Bakıma gereksinim duyanlara evlerinde hizmet götürülmesi", "group", ""),
    ("Alzaymır hastalarının yakınlarına dinlenme hizmeti", "group", "elderly"),
    ("65+ yurttaşlara yönelik etkinlikler", "group", "elderly"),
    ("Yükümlülerin kamu yararına işlerde çalıştırılması", "group", "prisoners"),
    ("Roman öğrencilere servis sağlanması", "group", "roma children"),
    ("Roman müzisyenler için stüdyo kurulması", "group", "roma"),
    ("Annesi tutuklu bulunan çocuklara psikolog desteği", "group", "children prisoners"),
    ("Parkları yaşlı ve engellilerin kullanımına uygun kılmak", "group", "elderly disabled"),
    ("Yaşlı ve engelli araçlarının çoğaltılması", "group", "elderly disabled"),
    ("Yaşlı yaşam köyünün tamamlanması", "group", "elderly"),
    ("Yaşlılara sıcak yemek götürülmesi", "group", "elderly"),
    ("Görme engelli bireyler için sesli yaya geçidi", "group", "disabled"),
    ("Otizmli bireylerin istihdamı için kafe açılması", "group", "disabled"),
    ("Engelli aracı şarj istasyonlarının yaygınlaştırılması", "group", "disabled"),
    ("Serebral palsili çocuklar için hidroterapi", "group", "disabled children"),
    ("Özel gereksinimli çocukların ailelerine mola hizmeti", "group", "disabled children"),
    ("Engelli bireylerin evlerinde erişilebilirlik düzenlemesi yapılması", "group", "disabled"),
    ("Yaş almış yurttaşlar için teknoloji atölyesi", "group", "elderly"),
    ("Yalnız yaşayan yaşlıların telefonla aranması", "group", "elderly"),
    ("Demans hastaları ve yakınları için danışma merkezi", "group", "elderly"),
    ("80 yaş üstü vatandaşların doğum günlerinin kutlanması", "group", "elderly"),
    ("Huzurevi sakinleriyle gezi", "group", "elderly"),
    ("Emekliler kıraathanesi yapılması", "group", "elderly"),
    ("Geçici koruma altındaki çocukların okullaşması", "group", "migrants children"),
    ("Göçmenlere Türkçe dil kursu", "group", "migrants"),
    ("Yabancı uyruklu öğrencilere danışmanlık", "group", "migrants"),
    ("Mevsimlik tarım işçisi ailelerin çocuklarına yaz okulu", "group", "children"),
    ("Roman vatandaşların meslek edinmesi", "group", "roma"),
    ("Roman gençlere müzik eğitimi", "group", "roma youth"),
    ("Hıdırellez ve Dünya Romanlar Günü etkinlikleri", "group", "roma"),
    ("Eski hükümlülere iş kurma desteği", "group", "prisoners"),
    ("Bağımlılıkla mücadele için spor okulları", "group", "addicts"),
    ("Uyuşturucu kullanımını önleme seminerleri", "group", "addicts"),
    ("Madde bağımlısı gençlerin rehabilitasyonu", "group", "addicts youth"),
    ("Sokakta çalışan çocukların tespiti", "group", "children"),
    ("Çocuk hakları birimi kurulması", "group", "children"),
    ("Okul öncesi çocuklara masal saati", "group", "children"),
    ("Bebek bezi ve mama desteği verilmesi", "group", "children"),
    ("Prematüre bebek aileleri için destek", "group", "children"),
    ("Çocuklarda obeziteyle mücadele", "group", "children"),
    ("Evsizler için barınma merkezi açılması", "group", "poor"),
    ("Yoksul mahallelerde etüt merkezi", "group", "poor"),
    ("Sosyal güvencesi olmayan ailelere sağlık taraması", "group", "poor"),
    ("İncinebilir grupların afetlere hazırlanması", "group", ""),
    ("LGBTİ+ bireylere yönelik sağlık danışmanlığı", "group", "lgbti"),
    ("Yaşlı dostu kent sertifikası alınması", "group", "elderly"),
    ("Çocuk dostu sokaklar oluşturulması", "group", "children"),
    ("Kırsalda yaşayan yaşlılara kışlık yakacak", "group", "elderly poor"),
    ("Cinsiyet ayrımı gözetmeyen bir anlayışla hizmet sunmak", "", ""),
    ("Yaşlı ve kurumuş ağaçların budanması", "", ""),
    ("Engelsiz ve kesintisiz veri iletimi için altyapı", "", ""),
    ("Yollardaki fiziksel engelleri kaldırmak", "", ""),
    ("Çocuk Esirgeme Korusu'nun temizlenmesi", "", ""),
    ("Organik maddece yoksul toprakların iyileştirilmesi", "", ""),
    ("Hayvanların yaş ve cinsiyet bilgilerinin kaydedilmesi", "", ""),
    ("Gelir ve gider eşitliğinin korunması", "", ""),
    ("“Kadın Türküleri” konseri düzenlenmesi", "", ""),
    ("Kadın ve Aile Hizmetleri Müdürlüğü dâhil tüm birimlerin elektronik belgeye geçmesi", "", ""),
    ("Sıcak yemek dağıtılması", "", "poor"),
    ("Anıt ağaçlar ve yaşlı zeytinliklerin tescillenmesi", "", ""),
    ("Yaşlı su şebekesinin yenilenmesi", "", ""),
    ("Yaşlı araç filosunun gençleştirilmesi", "", ""),
    ("Görsel engellerin kaldırılarak kavşak güvenliğinin sağlanması", "", ""),
    ("Sokak aydınlatmalarının LED'e dönüştürülmesi", "", ""),
    ("Kadınhanı yolunun asfaltlanması", "", ""),
    ("Kız Meslek Lisesi kavşağının düzenlenmesi", "", ""),
    ("Çocuk Hastanesi önüne üst geçit yapılması", "", ""),
    ("Emekli Öğretmenler Sitesi içme suyu hattı", "", ""),
    ("Gençlik Caddesi bisiklet yolu", "", ""),
    ("Genç fidanların can suyu ile buluşturulması", "", ""),
    ("Bebek Mahallesi parkının yenilenmesi", "", ""),
    ("Roman ve öykü yarışması", "", ""),
    ("Kaçak göçükle mücadele", "", ""),
    ("Göçük riskli yamaçların ıslahı", "", ""),
    ("Yaban hayvanı göç yollarının korunması", "", ""),
    ("Eşitlik ilkesine uygun personel alımı", "", ""),
    ("İhalelerde rekabet ve eşit muamelenin sağlanması", "", ""),
    ("Isı eşitliği sağlayan otomasyon", "", ""),
    ("Engelli koşu yarışması düzenlenmesi", "", ""),
    ("Yerli tohumun yaygınlaştırılması", "", ""),
    ("Kimsesiz hayvanların sahiplendirilmesi", "", ""),
    ("Yavru ve engelli hayvanlar için bakım ünitesi", "", ""),
    ("Hamile hayvanlar için ayrı bölüm", "", ""),
    ("Erkek ve kadın personele iş güvenliği eğitimi", "", ""),
    ("Kadın ve Aile Hizmetleri Müdürlüğüne bilgisayar alınması", "", ""),
    ("Dışa bağımlı enerji tüketiminin azaltılması", "", ""),
    ("Tahliye ve drenaj kanallarının temizlenmesi", "", ""),
    ("Kanunla yükümlü olunan bildirimlerin yapılması", "", ""),
    ("Vergi yükümlülerinin bilgilendirilmesi", "", ""),
    ("Emekli ikramiyesi ödemeleri", "", ""),
    ("Genç Osman Mahallesi kanalizasyonu", "", ""),
    ("Ana arterlerde engelsiz trafik akışı", "", ""),
    ("Cinsiyet, yaş ve eğitim durumuna göre personel dağılımı", "", ""),
    ("Hanım Sultan Türbesi çevre düzenlemesi", "", ""),
    ("Öksüz Tepe ağaçlandırması", "", ""),
    ("Sağırlar Köyü yolu", "", ""),
    ("Kadın Azmağı temizliği", "", ""),
    ("Göçmen Mahallesi yağmur suyu hattı", "", ""),
    ("Muhacir Köyü içme suyu deposu", "", ""),
]


def capitals(text):
    return text.replace("i", "İ").replace("ı", "I").upper()


@pytest.mark.parametrize(("text", "basis", "groups"), ROWS)
def test_a_row_has_the_basis_and_groups_that_its_words_name(text, basis, groups):
    tags = tag(text)
    assert tags.basis == basis
    assert set(tags.groups) - {"disadvantaged"} == set(groups.split())


def test_rows_in_capitals_say_the_same():
    assert [text for text, basis, _ in ROWS if tag(capitals(text)).basis != basis] == []


def test_rows_broken_over_lines_say_the_same():
    assert [text for text, basis, _ in ROWS if tag(text.replace(" ", "\n")).basis != basis] == []


def test_a_word_broken_at_the_end_of_a_line_is_found_whole():
    text = "kadın sığın-\nma evinin ve KADIN DANIŞ-\nMA MERKEZLERİNİN açılması"
    assert [(text[m.start : m.end], m.rule) for m in find(text)] == [
        ("kadın sığın-\nma evinin", "service.women_shelter.direct"),
        ("KADIN DANIŞ-\nMA MERKEZLERİNİN", "service.women_counselling_centre.direct"),
    ]


def test_glued_bullets_and_brackets_hide_no_word():
    text = "•Kadın engelli(çocuk),yaşlı;KDM'nin “kreşler”"
    assert [text[m.start : m.end] for m in find(text)] == ["Kadın", "engelli", "çocuk", "yaşlı", "KDM'nin", "kreşler"]


FINDS = [
    ("kadınların danışma merkezlerinden", ["service.women_counselling_centre.direct"]),
    ("kadın sığınma evi ve sığınmaevlerinde", ["service.women_shelter.direct"] * 2),
    ("KDM ve kdm", ["service.women_counselling_centre.direct"]),
    ("CED yapıldı, ÇED raporu alındı", ["theme.gender_budgeting"]),
    ("Evde bakım aylığı; evde bakım hizmeti", ["trap.cash_benefit", "service.home_care.direct"]),
    ("Avrupa Yerel Yaşamda Kadın-Erkek Eşitliği Şartı'nı", ["mechanism.equality_charter"]),
    ("Yerel Eşitlik Eylem Planımız", ["mechanism.local_equality_plan"]),
    ("kadın doğum hastanesi, Kadınhanı, Kadınlar Pazarı", ["trap.health", "trap.place"]),
    ("kadın ve erkek", ["trap.both_sexes"]),
    ("Kadın / erkek", ["trap.both_sexes"]),
    ("erkeklerin kadınlara şiddeti", ["group.women", "theme.violence"]),
    ("kadınların mecliste temsili", ["group.women", "theme.participation", "theme.participation"]),
    ("kadın ve erkek eşitliği", ["theme.gender_equality"]),
    ("", []),
    ("Yol bakım ve onarım", []),
]


@pytest.mark.parametrize(("text", "rules"), FINDS)
def test_the_longest_term_wins_and_traps_take_away_what_they_cover(text, rules):
    assert [match.rule for match in find(text)] == rules


# A term of several words with each of them inflected, joined, broken or in capitals: what is found must be the whole.
INFLECTED = [
    ("Kadınların danışma merkezlerinden yararlanması", "kadın danışma merkez", "Kadınların danışma merkezlerinden"),
    ("KADIN DANIŞMA MERKEZLERİMİZDE", "kadın danışma merkez", "KADIN DANIŞMA MERKEZLERİMİZDE"),
    ("kadın sığınmaevlerindeki", "kadın sığınmaev", "kadın sığınmaevlerindeki"),
    ("Sığınma Evlerimizden", "sığınma ev", "Sığınma Evlerimizden"),
    ("SIĞINMAEVLERİ", "sığınmaev", "SIĞINMAEVLERİ"),
    ("gündüz bakımevlerine", "gündüz bakımev", "gündüz bakımevlerine"),
    ("gündüz bakım evlerine", "gündüz bakım ev", "gündüz bakım evlerine"),
    ("GÜNDÜZ BAKIM EVİ", "gündüz bakım ev", "GÜNDÜZ BAKIM EVİ"),
    ("kadın konukevimizin", "kadın konukev", "kadın konukevimizin"),
    ("YEEP'in", "YEEP", "YEEP'in"),
    ("LGBTİ+’ların", "LGBTİ+", "LGBTİ+’ların"),
    ("evde bakımın", "evde bakım", "evde bakımın"),
    ("Toplumsal cinsiyete duyarlı bütçelemeyi", "toplumsal cinsiyet duyarlı bütçeleme", None),
    ("Kadın Danışma Merkezi’nin", "kadın danışma merkez", "Kadın Danışma Merkezi’nin"),
    ("kadın danış-\nma merkezinde", "kadın danışma merkez", "kadın danış-\nma merkezinde"),
    ("engelli/yaşlı", "engelli", "engelli"),
    ("mültecilerdendir", "mülteci", "mültecilerdendir"),
]


@pytest.mark.parametrize(("text", "term", "printed"), INFLECTED)
def test_each_word_of_a_term_may_be_inflected(text, term, printed):
    match = next(match for match in find(text) if match.term == term)
    assert text[match.start : match.end] == (text if printed is None else printed)


@pytest.mark.parametrize("text", ["evlilik", "kadınlık", "kentsel", "Kadı", "danışmanlarımız", "ev sahibi", "bakımsız"])
def test_a_word_made_of_a_term_is_no_term(text):
    assert find(text) == ()


def test_the_quick_look_lets_through_every_text_that_holds_a_term():
    assert all(terms().choice.may_hold(text) for text, _, groups in ROWS if groups)
    assert not terms().choice.may_hold("Yol, kaldırım ve bordür yapım işleri")


# --- objectives ---------------------------------------------------------------------------------

BELONGS = [
    ("Eşitlikçi bir yerel yönetim kurmak", (), (), "equality", ""),
    ("Uluslararası ilişkileri geliştirmek", ("Cinsiyet eşitliği projeleri yürütmek",), (), "", "women"),
    ("Sosyal hizmetleri yaygınlaştırmak", ("Engelsiz taksi alınması", "Kreş açılması"), (), "", "children disabled"),
    ("Sosyal hizmetleri yaygınlaştırmak", (), ("Kurs alan kadın sayısı",), "", "women"),
    ("Dezavantajlı gruplara destek olmak", (), (), "group", "disadvantaged"),
    ("Sosyal yardım yapmak", ("Yaşlılara evde bakım verilmesi",), (), "", "elderly poor"),
]
DOES_NOT = [
    ("Kent içi yolların bakımını yapmak", ("Asfalt dökülmesi",), False),
    ("Dar gelirli ailelere sosyal yardım yapmak", (), True),
    ("Gençlerin boş zamanlarını değerlendirmek", ("Gençlik merkezi açılması",), True),
    ("İnsan kaynaklarını geliştirmek", ("Kadın ve erkek personel için soyunma odası yapılması",), True),
    ("Park sayısını artırmak", ("Çocuk oyun gruplarının bakımı",), True),
    ("Kaldırımları yenilemek", ("Engelli rampası yapılması",), True),
]


@pytest.mark.parametrize(("objective", "activities", "indicators", "basis", "groups"), BELONGS)
def test_an_objective_belongs_when_it_or_a_row_of_it_has_a_basis(objective, activities, indicators, basis, groups):
    verdict = judge_objective(objective, activities, indicators)
    assert verdict.in_annex
    assert (verdict.basis, set(verdict.groups)) == (basis, set(groups.split()))
    assert 0 < verdict.confidence <= 1


@pytest.mark.parametrize(("objective", "activities", "doubtful"), DOES_NOT)
def test_general_relief_youth_work_and_passing_mentions_leave_a_doubt_only(objective, activities, doubtful):
    verdict = judge_objective(objective, activities)
    assert not verdict.in_annex
    assert bool(verdict.doubt) == doubtful


def test_the_reason_names_the_words_and_their_row():
    verdict = judge_objective("Sosyal hizmet sunmak", ["Yol yapımı", "Yaş almış yurttaşlara destek"])
    assert verdict.reason == "2. faaliyet «Yaş almış» diyor (dezavantajlı grup)."
    assert judge_objective("Kadınlara destek").reason == "Hedef «Kadınlara» diyor (kadınlar)."


# --- plans --------------------------------------------------------------------------------------


def passage(text):
    return Passage(text, (Piece(0, Box(3, 10, 10, 200, 20)),))


def test_a_plan_is_tagged_row_by_row():
    objective = Objective(
        code="1.1",
        printed_code="H1.1",
        passage=passage("Sosyal hizmetleri geliştirmek"),
        page_first=3,
        page_last=3,
        activities=(Activity(1, passage("Yol yapımı")), Activity(2, passage("TCE eğitimleri verilmesi"))),
        indicators=(Indicator("1.1.1", passage("Eğitim sayısı")),),
    )
    plan = Plan(goals=(Goal("1", "Amaç 1", passage("Kadın erkek eşitliğini sağlamak"), (objective,)),))
    (tagged,) = tag_plan(plan)
    assert (tagged.goal_code, tagged.objective) == ("1", objective)
    assert [tags.basis for tags in tagged.activities] == ["", "equality"]
    assert tagged.tags.basis == ""
    assert tagged.verdict.in_annex
    assert tagged.verdict == judge_objective(
        "Sosyal hizmetleri geliştirmek", ["Yol yapımı", "TCE eğitimleri verilmesi"], ["Eğitim sayısı"]
    )
    ((goal, tags),) = tag_goals(plan)
    assert (goal.code, tags.basis, tags.themes) == ("1", "equality", ("gender_equality",))
