using System.Globalization;
using System.Net;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;

namespace Simpul.Gateway.Calls;

/// <summary>Every refusal there is. Codes are never renamed and never reused; <c>docs/bus-protocol.md</c> lists them, and a test holds the two together.</summary>
static class Refusals
{
    // The message itself.
    internal static readonly Refusal BadTarget = new(400, "bad-target", "Alamat tidak dapat diterima",
        "Alamat permintaan memuat bagian kosong, titik ganda, garis miring atau karakter kendali yang disandikan, atau tidak diawali garis miring. Tulis alamat persis seperti di dokumentasi layanan.");
    internal static readonly Refusal BadRequest = new(400, "bad-request", "Permintaan tidak dapat dibaca", "Permintaan tidak sesuai HTTP (RFC 9110, RFC 9112). Perbaiki pustaka atau program pengirim.");
    internal static readonly Refusal AmbiguousLength = new(400, "ambiguous-length", "Panjang isi tidak jelas", "Permintaan memuat Transfer-Encoding dan Content-Length sekaligus. Kirim salah satu saja.");
    internal static readonly Refusal MethodRefused = new(405, "method-refused", "Metode tidak dilayani", "Metode ini tidak dilayani gerbang. Gunakan metode yang tertulis di dokumentasi layanan.");
    internal static readonly Refusal WebSocket = new(501, "websocket-not-supported", "WebSocket tidak dilayani", "Gerbang hanya melayani permintaan dan jawaban HTTP. Gunakan operasi biasa dari layanan ini.");
    internal static readonly Refusal NotFound = new(404, "no-such-service", "Layanan tidak ada", "Tidak ada layanan dengan kode dan versi itu. Alamat layanan berbentuk /layanan/{kode}/{versi}/...; lihat direktori layanan.");
    internal static readonly Refusal NoOperation = new(404, "no-such-operation", "Operasi tidak ada", "Layanan ini tidak memiliki operasi pada alamat itu. Lihat dokumentasi layanan.");
    internal static readonly Refusal NotThisMethod = new(405, "no-such-method", "Metode tidak ada", "Operasi pada alamat ini tidak memakai metode itu. Lihat dokumentasi layanan.");

    // Who calls.
    internal static readonly Refusal NotIdentified = new(401, "not-identified", "Pemanggil tidak dikenal",
        "Sertakan sertifikat klien anggota, token dari /token, atau kunci API pada X-Api-Key untuk layanan terbuka.");
    internal static readonly Refusal UnknownCertificate = new(401, "unknown-certificate", "Sertifikat tidak dikenal",
        "Sertifikat klien ini tidak terdaftar pada anggota mana pun, belum berlaku, atau sudah berakhir. Ajukan atau perbarui sertifikat di portal.");
    internal static readonly Refusal BadToken = new(401, "bad-token", "Token tidak berlaku", "Token tidak dapat dibaca, sudah berakhir, atau bukan dari simpul ini. Minta token baru di /token.");
    internal static readonly Refusal TokenNotBound = new(401, "token-not-bound", "Token bukan untuk sambungan ini", "Token ini terikat pada sertifikat klien lain. Gunakan sertifikat yang dipakai saat meminta token.");
    internal static readonly Refusal BadApiKey = new(401, "bad-api-key", "Kunci API tidak berlaku", "Kunci API tidak dikenal, sudah berakhir, atau dipakai dari alamat jaringan yang tidak didaftarkan. Periksa atau ganti kunci di portal.");
    internal static readonly Refusal KeyInAddress = new(400, "key-in-address", "Kunci tidak boleh di alamat", "Kunci API dan token dikirim pada kepala permintaan, bukan pada alamat. Ganti kunci ini di portal: alamat tercatat di banyak tempat.");

    // What was agreed.
    internal static readonly Refusal NoContract = new(403, "no-contract", "Tidak ada kontrak", "Anda tidak memiliki kontrak pertukaran untuk layanan ini. Ajukan permohonan di portal.");
    internal static readonly Refusal UnknownContract = new(403, "unknown-contract", "Kontrak tidak dikenal", "Kontrak pada Simpul-Contract tidak ada, atau bukan milik Anda untuk layanan ini. Periksa nomor kontraknya.");
    internal static readonly Refusal ChooseContract = new(400, "choose-contract", "Sebutkan kontraknya", "Lebih dari satu kontrak Anda mencakup operasi ini. Sebutkan kontraknya pada Simpul-Contract, atau tujuannya pada Simpul-Purpose.");
    internal static readonly Refusal OperationNotAllowed = new(403, "operation-not-allowed", "Operasi di luar kontrak", "Kontrak Anda untuk layanan ini tidak mencakup operasi itu. Ajukan kontrak baru bila memang diperlukan.");
    internal static readonly Refusal PurposeMissing = new(403, "purpose-missing", "Tujuan belum disebut", "Kontrak ini meminta tujuan pada setiap panggilan. Sertakan kode tujuan pada Simpul-Purpose.");
    internal static readonly Refusal PurposeNotAllowed = new(403, "purpose-not-allowed", "Tujuan di luar kontrak", "Tujuan pada Simpul-Purpose bukan tujuan kontrak ini.");
    internal static readonly Refusal OfficerMissing = new(403, "officer-missing", "Petugas belum disebut", "Kontrak ini menyangkut data pribadi. Sertakan pengenal petugas yang meminta pada Simpul-Officer (1 sampai 128 karakter).");
    internal static readonly Refusal CertificateNeeded = new(403, "certificate-needed", "Sertifikat diperlukan", "Kontrak ini hanya untuk sambungan dengan sertifikat klien, atau token yang terikat padanya.");
    internal static readonly Refusal SignatureNeeded = new(403, "signature-needed", "Tanda tangan diperlukan", "Kontrak ini meminta tanda tangan pesan (RFC 9421) atas @method, @target-uri atau @path, dan content-digest bila ada isi.");
    internal static readonly Refusal BadSignature = new(401, "bad-signature", "Tanda tangan tidak benar", "Tanda tangan pesan tidak cocok dengan kunci anggota, terlalu lama (lebih dari 5 menit), atau kepala Signature-Input dan Signature tidak dapat dibaca.");
    internal static readonly Refusal SignatureTooLong = new(431, "signature-too-long", "Kepala tanda tangan terlalu panjang", "Signature-Input dan Signature masing-masing paling banyak 2.048 karakter, karena keduanya masuk ke catatan pertukaran. Kurangi komponen atau parameternya.");
    internal static readonly Refusal BadDigest = new(400, "bad-digest", "Isi tidak cocok dengan Content-Digest", "Content-Digest tidak dapat dibaca, atau bukan sidik isi yang diterima (RFC 9530, sha-256 atau sha-512).");

    // What was sent.
    internal static readonly Refusal Stalled = new(408, "request-stalled", "Isi permintaan terhenti", "Isi permintaan berhenti datang lebih lama daripada batas waktu layanan ini. Kirim lagi lewat sambungan yang lebih lancar, atau bagi isinya.");
    internal static readonly Refusal NotJson = new(415, "not-json", "Bukan JSON", "Operasi ini tidak menerima jenis isi itu. Kirim application/json, atau jenis lain yang tertulis di dokumentasi layanan.");
    internal static readonly Refusal NoBodyTaken = new(400, "no-body-taken", "Operasi tanpa isi", "Operasi ini tidak menerima isi permintaan.");

    // The provider.
    internal static readonly Refusal Unreachable = new(502, "provider-unreachable", "Penyedia tidak dapat dihubungi", "Sistem penyedia tidak dapat dihubungi atau memutus sambungan. Coba lagi nanti; bila berlanjut, hubungi penyedia.", 5);
    internal static readonly Refusal TimedOut = new(504, "provider-timeout", "Penyedia tidak menjawab", "Sistem penyedia tidak menjawab dalam waktu yang disepakati. Coba lagi nanti.", 5);
    internal static readonly Refusal CircuitOpen = new(503, "provider-resting", "Penyedia sedang gagal", "Semua alamat penyedia gagal berulang kali dan diistirahatkan sebentar. Coba lagi nanti.", 5);
    internal static readonly Refusal ResponseTooLarge = new(502, "response-too-large", "Jawaban terlalu besar", "Jawaban penyedia melebihi batas layanan ini. Minta lebih sedikit data sekali panggil.");
    internal static readonly Refusal ResponseNotProjectable = new(502, "response-not-projectable", "Jawaban tidak dapat dibatasi", "Jawaban penyedia bukan JSON yang dapat dibaca, sehingga tidak dapat dibatasi pada elemen data kontrak. Hubungi penyedia.");

    // The gateway.
    internal static readonly Refusal NotReady = new(503, "not-ready", "Gerbang belum siap", "Gerbang belum menerima daftar kontrak yang sah, atau daftarnya sudah berakhir. Coba lagi nanti; bila berlanjut, hubungi pengelola.", 10);
    internal static readonly Refusal IdempotencyInvalid = new(400, "idempotency-key-invalid", "Idempotency-Key tidak dapat dipakai", "Idempotency-Key dikirim satu kali saja dan berisi 1 sampai 255 karakter. Perbaiki kuncinya.");
    internal static readonly Refusal IdempotencyDigest = new(400, "idempotency-key-needs-digest", "Idempotency-Key perlu Content-Digest",
        "Isi ini diteruskan sambil diterima, sehingga permintaan ulang hanya dapat dikenali dari sidiknya. Sertakan Content-Digest (sha-256 atau sha-512), atau kirim tanpa Idempotency-Key.");
    internal static readonly Refusal IdempotencyReused = new(422, "idempotency-key-reused", "Idempotency-Key sudah dipakai", "Kunci ini sudah dipakai untuk permintaan lain. Buat kunci baru untuk setiap permintaan yang berbeda.");
    internal static readonly Refusal IdempotencyRunning = new(409, "idempotency-key-running", "Permintaan masih berjalan", "Permintaan pertama dengan kunci ini belum selesai. Coba lagi sebentar.", 1);
    internal static readonly Refusal IdempotencyLost = new(409, "idempotency-answer-lost", "Jawaban tidak tersimpan", "Permintaan dengan kunci ini sudah diteruskan, tetapi jawabannya tidak tersimpan atau tidak diketahui. Tanyakan keadaannya pada penyedia sebelum mengulang dengan kunci baru.");
    internal static readonly Refusal IdempotencyFull = new(429, "idempotency-keys-full", "Terlalu banyak Idempotency-Key",
        "Kunci dan jawaban Anda yang disimpan sudah sebanyak yang dapat disimpan gerbang selama sehari, dan tidak ada yang dibuang sebelum waktunya. Tunggu sesuai Retry-After, atau kirim tanpa Idempotency-Key bila permintaan aman diulang.", 60);
    internal static readonly Refusal NoReceipt = new(404, "no-such-transaction", "Transaksi tidak ada", "Tidak ada catatan transaksi itu pada simpul ini, atau Anda bukan pihaknya.");
    internal static readonly Refusal NothingHere = new(404, "nothing-here", "Tidak ada apa-apa di sini", "Alamat gerbang: /layanan/{kode}/{versi}/..., /token, /bukti/{transaksi}, /checkpoint, /tile/..., /health/live, /health/ready.");
    internal static readonly Refusal AuditorsOnly = new(403, "auditors-only", "Hanya untuk pemeriksa", "Catatan pertukaran hanya dibuka bagi anggota yang ditetapkan sebagai pemeriksa.");
    internal static readonly Refusal Unexpected = new(500, "unexpected", "Gerbang mengalami galat", "Terjadi galat pada gerbang dan sudah dicatat. Sebutkan nomor transaksi kepada pengelola.");

    /// <summary>The codes that are made with more than their fixed words, for the list of codes.</summary>
    internal static readonly IReadOnlyList<string> Others = ["network-not-allowed", "contract-revoked", "contract-not-yet", "contract-expired", "switched-off", "rate-exceeded", "quota-exceeded", "too-large", "request-invalid", "response-invalid", "log-unavailable"];

    /// <param name="from">Null where the connection has none.</param>
    internal static Refusal NetworkNotAllowed(IPAddress? from) => new(403, "network-not-allowed", "Alamat jaringan tidak terdaftar",
        $"Anggota ini hanya memanggil dari alamat jaringan yang didaftarkannya, dan alamat Anda bukan salah satunya. Panggil dari jaringan itu, atau daftarkan alamat ini di portal.{(from is null ? "" : $" Alamat yang terlihat: {from}.")}");

    internal static Refusal ContractRevoked(Contract contract, ContractStatement end) => new(403, "contract-revoked", "Kontrak sudah diakhiri",
        $"Kontrak {contract.Id[..12]} diakhiri oleh {end.By} pada {Date(end.At)}{(end.Reason is null ? "" : $": {end.Reason}")}. Ajukan kontrak baru bila masih diperlukan.");

    internal static Refusal NotYet(Contract contract) => new(403, "contract-not-yet", "Kontrak belum berlaku", $"Kontrak {contract.Id[..12]} berlaku mulai {Date(contract.Valid.From)}.");

    internal static Refusal Expired(Contract contract) => new(403, "contract-expired", "Kontrak sudah berakhir", $"Kontrak {contract.Id[..12]} berakhir {Date(contract.Valid.Until)}. Perpanjang di portal.");

    internal static Refusal Followed(Refusal why, Contract successor) => why with
    {
        Detail = $"{why.Detail} Kontrak penerusnya yang sekarang berlaku adalah {successor.Id}: sebutkan itu pada Simpul-Contract, atau jangan sebutkan kontrak agar yang terbaru dipakai.",
        Successor = successor.Id,
    };

    internal static Refusal Switched(string what, string reason) => new(503, "switched-off", "Dihentikan sementara", $"Pertukaran untuk {what} dihentikan: {reason}.");

    internal static Refusal RateExceeded(int wait) => new(429, "rate-exceeded", "Terlalu sering", "Laju panggilan melebihi kontrak. Tunggu sesuai Retry-After.", wait);

    internal static Refusal QuotaExceeded(int wait) => new(429, "quota-exceeded", "Kuota habis", "Kuota panggilan kontrak untuk masa ini sudah habis. Tunggu sesuai Retry-After, atau ajukan kuota baru.", wait);

    /// <param name="limit">Bytes.</param>
    internal static Refusal TooLarge(long limit) => new(413, "too-large", "Isi terlalu besar", $"Isi permintaan melebihi batas layanan ini, {Megabytes(limit)}. Kirim lebih sedikit sekali kirim.");

    /// <summary>Where the service allows more, but not of what must be looked at.</summary>
    internal static Refusal TooLargeToCheck(long limit) => new(413, "too-large", "Isi terlalu besar",
        $"Isi permintaan ini diperiksa sebelum diteruskan, dan yang diperiksa paling besar {Megabytes(limit)}. Kirim lebih sedikit sekali kirim, atau pakai jenis isi lain yang tertulis di dokumentasi layanan.");

    internal static Refusal RequestInvalid(IReadOnlyList<SchemaFault> faults) => new(400, "request-invalid", "Permintaan tidak sesuai dokumentasi", "Bagian yang disebut pada errors tidak sesuai dokumentasi layanan. Perbaiki lalu kirim lagi.", null, faults);

    internal static Refusal ResponseInvalid(IReadOnlyList<SchemaFault> faults) => new(502, "response-invalid", "Jawaban penyedia tidak sesuai dokumentasi", "Jawaban penyedia tidak sesuai dokumentasinya sendiri dan tidak diteruskan. Hubungi penyedia.", null, faults);

    internal static Refusal LogUnavailable(string problem) => new(503, "log-unavailable", "Pertukaran tidak dapat dicatat",
        $"Pertukaran yang tidak dapat dicatat tidak dilayani ({(problem.Contains("room", StringComparison.Ordinal) ? "ruang penyimpanan catatan penuh" : "catatan tidak dapat ditulis")}). Coba lagi nanti; pengelola sudah diberi tanda.", 5);

    static string Megabytes(long bytes) => (bytes / 1024.0 / 1024).ToString("#,0.##", CultureInfo.GetCultureInfo("id-ID")) + " MB";

    static string Date(DateTimeOffset at) => at.ToString("d MMMM yyyy HH.mm 'UTC'", CultureInfo.GetCultureInfo("id-ID"));
}
