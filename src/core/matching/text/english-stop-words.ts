/**
 * English function words: they hold a sentence together and say nothing about its subject.
 * Listed by word class, contractions without their apostrophe included.
 */
const WORDS_BY_CLASS: readonly string[] = [
  // Articles, demonstratives, quantifiers
  'a an the this that these those all any both each either enough every few fewer half less little lot lots many more most much neither no none other others several some such various whole',
  // Pronouns
  'i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves one ones oneself who whom whose which what whoever whomever whatever whichever somebody someone something anybody anyone anything everybody everyone everything nobody nothing another',
  // Auxiliaries and the commonest verbs that carry no subject
  'am is are was were be been being have has had having do does did doing done can could may might must shall should will would ought need needs needed dare used get gets got gotten getting give gives given giving gave go goes going gone went make makes made making take takes taken taking took come comes coming came see sees seen seeing saw say says said saying tell let lets put use uses using keep keeps kept seem seems seemed seeming become becomes became becoming try tries tried trying want wants wanted know known knows look looks looking find found finds show shows shown concern concerning concerns regard regarding regards contain contains containing exist exists anyone',
  // Prepositions
  'about above across after against along alongside amid among amongst around as at before behind below beneath beside besides between beyond by concerning despite down during except for from in inside into like near of off on onto opposite out outside over past per since than through throughout till to toward towards under underneath unlike until up upon versus via with within without',
  // Conjunctions
  'and but or nor so yet although because if unless while whereas whether though lest once provided however therefore thus hence moreover furthermore nevertheless nonetheless otherwise consequently accordingly meanwhile',
  // Adverbs of degree, time and manner that carry no subject
  'again ago almost alone already also altogether always anyhow anyway anywhere apart aside away back barely certain certainly clearly currently else elsewhere ever everywhere especially even exactly far fairly formerly further generally hardly here hereby herein how indeed instead just largely last lately later latter least likely mainly maybe merely mostly namely nearly necessarily never next not now nowhere obviously often only particular particularly perhaps possible possibly presumably previously probably quite rather really recently relatively respectively same seldom seriously shortly similarly simply slightly somehow sometimes somewhat somewhere soon specifically still sufficiently then there thereby therein thereof together too truly twice usually very well when whence whenever where whereby wherein wherever why yes able according appropriate available best better certain corresponding different due etc ex eg ie first following former second third two three four five six seven eight nine ten zero',
  // Contractions and their pieces
  'aint arent cant cannot couldnt didnt doesnt dont hadnt hasnt havent hed hes id ill im isnt itd itll ive mustnt shant shed shes shouldnt thats theres theyd theyll theyre theyve wasnt wed werent weve wont wouldnt youd youll youre youve s t d ll m re ve don',
];

/** The stop list, lower case. */
export const englishStopWords: ReadonlySet<string> = new Set(WORDS_BY_CLASS.join(' ').split(' '));
