"""Words that say nothing about what a reader looks for, for the languages that have no module of their own.

Receives nothing. Articles, prepositions, pronouns, forms of "be", "have", "can" and "want", and the words of asking, as people type
them into a help center. The lists of libraries are made for whole texts: they hold "help", "new", "page" or "good", which do tell
here. "Not" and its like stay out of the lists, since "does not start" is not "starts". Scripts without spaces are searched by pairs
of letters, so theirs are such pairs. Words are folded by whoever reads them.
"""

from __future__ import annotations

from collections.abc import Mapping

STOP_WORDS: Mapping[str, str] = {
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber auch als an am auf aus bei beim bis durch "
          "für gegen im in ins mit nach ohne über um unter von vom vor zu zum zur zwischen ich du er sie es wir ihr mich mir "
          "dich dir sich uns euch ihn ihm ihnen mein meine meinen meinem meiner dein deine sein seine ihre ihren ihrem ihrer "
          "unser unsere dieser diese dieses diesen diesem man ist sind war bin bist habe hat haben werden wird kann können "
          "könnte muss müssen soll will möchte wie was wer wo wann warum weshalb wieso welche welcher welches wohin woher "
          "dass ob wenn weil damit so da dann denn doch mal bitte gibt geht",
    "fr": "le la les l un une des du de d au aux à en dans sur sous par pour avec sans chez entre vers et ou mais donc car "
          "ni que qu qui quoi dont où ce cet cette ces c ça cela je j tu il elle on nous vous ils elles me m te t se s moi "
          "toi lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos est sont suis es êtes était être ai as a "
          "avons avez ont avoir peut peux pouvez puis doit dois faut fait faire veux voudrais comment quand pourquoi combien "
          "quel quelle quels quelles y si svp merci",
    "es": "el la los las lo un una unos unas de del al a en con por para sin sobre entre hasta desde y e o u pero que qué "
          "quien quién cual cuál cuáles como cómo cuando cuándo donde dónde porque cuanto cuánto este esta estos estas ese "
          "esa eso esto yo tú él ella usted nosotros ellos me te se le les nos mi mis tu tus su sus es son soy está están "
          "estoy ser estar era he ha han tengo tiene hay haber puedo puede pueden poder debo debe quiero quisiera hago hacer "
          "hace si más",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas num numa por pelo pela pelos pelas para pra com sem "
          "sobre entre até desde e ou mas que quê quem qual quais como quando onde porque porquê quanto este esta isto esse "
          "essa isso aquele eu tu ele ela você vocês nós eles me te se lhe meu minha meus minhas seu sua seus suas é são sou "
          "está estão estou ser estar era tenho tem ter há haver posso pode podem poder devo deve quero queria faço fazer "
          "faz mais",
    "it": "il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai "
          "dalle in nel nella nei nelle con su sul sulla sui sulle per tra fra senza e ed o ma che chi cosa come quando dove "
          "perché quale quali quanto questo questa questi queste quello quella io tu lui lei noi voi loro mi ti si ci vi me "
          "te mio mia miei mie tuo tua suo sua è sono sei siamo era essere ho ha hai hanno avere posso può puoi possono devo "
          "deve voglio vorrei faccio fare fa se più c",
    "nl": "de het een en of maar van in op aan bij met voor door uit naar om over onder tot tegen tussen zonder te ten ter "
          "ik jij je u hij zij ze wij we jullie mij me jou hem haar ons hun mijn jouw uw zijn onze dit dat deze die er is "
          "was ben bent heb heeft hebben word wordt worden kan kun kunt kunnen moet moeten wil willen zou hoe wat wie waar "
          "wanneer waarom welke welk als dan dus want omdat ook nog wel doe doen gaat",
    "pl": "i oraz lub albo ale a w we na z ze do od dla po o u przy przez za pod nad przed między bez że który która które "
          "którego której to ten ta te tego tej tym tych ja ty on ona ono my wy oni mnie mi mój moja moje moich mojego mojej "
          "swój swoje swoją się jest są być był było mam ma mieć mogę może można muszę trzeba chcę jak co kto gdzie kiedy "
          "dlaczego czemu czy jaki jaka jakie ile skąd dokąd jeśli gdy żeby aby więc też już",
    "sv": "en ett den det de dem och eller men i på av för till från med utan om över under vid hos genom mellan mot ut in "
          "jag du han hon vi ni mig dig sig oss er min mitt mina din ditt dina sin sitt sina vår vårt våra denna detta dessa "
          "som är var vara har hade ha blir kan ska skall måste vill skulle hur vad vem när varför vilken vilket vilka att "
          "så då därför också även gör göra går man",
    "tr": "bir bu şu o ve veya ya da de ile için gibi kadar göre ise ki mi mı mu mü ben sen biz siz onlar bana beni benim "
          "sana senin bize bizim size sizin onun kendi nasıl ne neden niçin niye nerede nereye nereden hangi hangisi kim "
          "kimin kaç zaman var olan olarak olur oluyor olabilir edebilirim edilir yapabilirim yapılır istiyorum lazım "
          "gerekiyor en daha çok her diye",
    "ru": "и или но а в во на с со к ко от до из за по под над при про о об обо у для без через между перед после что чтобы "
          "как какой какая какое какие каким где куда откуда когда почему зачем кто чей сколько ли же бы это этот эта эти "
          "этого этой этом тот та те того той я ты он она оно мы вы они меня мне мной тебя тебе его её ему ей нас нам вас "
          "вам их им мой моя моё мои моего моей моих свой своя своё свои своего своей себя есть быть был была было были могу "
          "может можно нужно надо хочу если то так уже ещё",
    "uk": "і й та або чи але а в у на з зі із до від для по під над при про о об за без через між перед після що щоб як який "
          "яка яке які яким де куди звідки коли чому навіщо хто чий скільки же б би це цей ця ці цього цієї цьому той те ті "
          "того тієї я ти він вона воно ми ви вони мене мені мною тебе тобі його її йому їй нас нам вас вам їх їм мій моя "
          "моє мої мого моєї моїх свій своя своє свої свого своєї себе є бути був була було були можу може можна треба "
          "потрібно хочу якщо то так вже ще",
    "he": "את של על אל עם אם או גם כי כמו מן בין עד אצל לפי בלי תחת מעל אני אתה הוא היא אנחנו אתם הם הן אותי אותו אותה אותם "
          "לי לך לו לה לנו לכם להם שלי שלך שלו שלה שלנו שלכם שלהם זה זאת זו אלה אלו יש היה הייתה היו להיות יכול יכולה אפשר "
          "ניתן צריך צריכה רוצה איך כיצד מה מי איפה היכן מתי למה מדוע איזה איזו אילו כמה האם כדי רק כבר עוד",
    "ur": "کا کی کے کو میں پر سے تک نے اور یا مگر لیکن کہ جو یہ وہ اس ان اسے انہیں ہم آپ تم میرا میری میرے اپنا اپنی اپنے "
          "مجھے ہمیں ہے ہیں تھا تھی تھے ہوں ہو ہونا کر کریں کرنا کرتا کیا کیسے کیوں کب کہاں کون کونسا کونسی کتنا کتنے سکتا "
          "سکتی سکتے چاہیے چاہتا چاہتی لیے ساتھ بھی تو ہی",
    "hi": "का की के को में पर से तक ने और या मगर लेकिन कि जो यह वह ये वे इस उस इन उन इसे उसे मैं हम आप तुम मेरा मेरी मेरे "
          "आपका अपना अपनी अपने मुझे हमें है हैं था थी थे हूँ हो होना कर करें करना करता क्या कैसे क्यों कब कहाँ कौन कौनसा "
          "कितना कितने सकता सकती सकते चाहिए चाहता चाहती लिए साथ भी तो ही",
    "id": "yang dan atau tetapi tapi di ke dari pada untuk dengan tanpa oleh dalam antara sampai hingga tentang sebagai "
          "seperti ini itu tersebut saya aku kamu anda dia ia kami kita mereka nya adalah ialah ada akan sudah telah sedang "
          "bisa dapat boleh harus mau ingin bagaimana gimana apa apakah siapa mana dimana kapan mengapa kenapa berapa jika "
          "kalau agar supaya karena juga saja lagi cara",
    "vi": "và hoặc hay nhưng của cho với từ đến ở tại trong trên dưới ngoài về bằng theo vào ra lên xuống này kia đó ấy các "
          "những một cái tôi bạn anh chị em mình nó họ chúng ta là có được bị đã đang sẽ thể phải cần muốn làm thế nào như "
          "sao gì ai đâu khi vì bao nhiêu mấy nếu thì mà để cũng rất cách",
    "ja": "する した して しま ます まし です でし から まで こと もの ため とき には では とは ので のが のは のを てい "
          "いる いた いま なに どう どこ いつ だれ なぜ どの うす やっ って たい いで すか すが ほう 方法",
    "ko": "하는 하기 하고 해요 합니 니다 나요 어떻 떻게 무엇 뭐가 어디 언제 누가 왜요 으로 에서 까지 부터 에게 있나 있는 "
          "있습 습니 인가 가요 을까 할까 싶어 어요 제가 나는 저는 방법",
    "zh": "怎么 么样 怎样 如何 什么 為什 为什 甚麼 什麼 怎麼 麼樣 哪里 哪裡 哪个 哪個 可以 以及 或者 我的 你的 您的 我们 "
          "我們 这个 這個 那个 那個 一个 一個 的时 的時 时候 時候 能不 不能 是否 请问 請問 了吗 了嗎 方法 办法 辦法",
}  # fmt: skip
