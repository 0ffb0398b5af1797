using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>Figures of traffic as people read them.</summary>
internal static class TrafficWords
{
    public static string Milliseconds(double? value) => value switch
    {
        null => "belum ada",
        double.PositiveInfinity => "lebih dari 30 detik",
        >= 10_000 => $"{Indonesian.Number((decimal)value.Value / 1000, 1)} detik",
        >= 100 => $"{Indonesian.Number((long)Math.Round(value.Value))} ms",
        _ => $"{Indonesian.Number((decimal)Math.Round(value.Value, 1), 1)} ms",
    };

    /// <summary>A share of a whole, as precisely as availability is asked for.</summary>
    public static string Share(decimal? value) => value is { } share ? $"{Indonesian.Number(Math.Floor(share * 100_000) / 1000, 3)} %" : "belum ada";

    /// <summary>What the gateway's codes of refusal mean to an operator.</summary>
    public static string Refusal(string code) => code switch
    {
        "rate-exceeded" => "laju terlampaui",
        "quota-exceeded" => "kuota habis",
        "request-invalid" => "permintaan tidak sesuai dokumentasi",
        "response-invalid" => "jawaban tidak sesuai dokumentasi",
        "provider-unreachable" => "penyedia tidak terhubung",
        "provider-timeout" => "penyedia terlalu lama",
        "provider-resting" => "penyedia diistirahatkan",
        "response-too-large" => "jawaban terlalu besar",
        "response-not-projectable" => "jawaban tidak dapat dibatasi pada elemen data kontrak",
        "answer-broken" => "jawaban terputus",
        "caller-left" => "pemanggil memutus sebelum jawaban selesai",
        "contract-revoked" => "kontrak dicabut",
        "contract-expired" => "kontrak berakhir",
        "contract-not-yet" => "kontrak belum berlaku",
        "operation-not-allowed" => "operasi di luar kontrak",
        "purpose-missing" or "purpose-not-allowed" => "tujuan tidak disebut atau lain",
        "officer-missing" => "petugas tidak disebut",
        "switched-off" => "dimatikan",
        "signature-needed" or "bad-signature" => "tanda tangan kurang atau salah",
        "signature-too-long" => "kepala tanda tangan terlalu panjang",
        "bad-digest" => "isi tidak cocok dengan Content-Digest",
        "too-large" => "isi permintaan terlalu besar",
        "request-stalled" => "isi permintaan terhenti",
        "not-json" => "jenis isi yang tidak diterima",
        "no-body-taken" => "isi pada operasi tanpa isi",
        "idempotency-key-invalid" => "Idempotency-Key tidak dapat dipakai",
        "idempotency-key-needs-digest" => "Idempotency-Key tanpa Content-Digest",
        "idempotency-key-reused" => "Idempotency-Key dipakai untuk permintaan lain",
        "idempotency-key-running" => "permintaan pertama dengan Idempotency-Key itu masih berjalan",
        "idempotency-answer-lost" => "jawaban untuk Idempotency-Key itu tidak tersimpan",
        "idempotency-keys-full" => "terlalu banyak Idempotency-Key",
        "certificate-needed" => "sertifikat kurang",
        "not-identified" => "tanpa pengenal",
        "unknown-certificate" => "sertifikat tidak dikenal",
        "bad-token" or "token-not-bound" => "token salah atau bukan miliknya",
        "bad-api-key" => "kunci API salah",
        "network-not-allowed" => "dari jaringan yang tidak terdaftar",
        "no-contract" or "unknown-contract" or "choose-contract" => "tanpa kontrak, atau kontraknya tidak disebut",
        "no-such-service" or "no-such-operation" or "no-such-method" or "nothing-here" => "alamat yang tidak ada",
        "method-refused" => "metode yang tidak dilayani",
        "websocket-not-supported" => "WebSocket tidak dilayani",
        "bad-target" or "bad-request" or "ambiguous-length" => "permintaan yang tidak terbaca",
        "key-in-address" => "kunci tertulis di alamat",
        "auditors-only" => "hanya untuk pemeriksa",
        "no-such-transaction" => "transaksi yang tidak ada",
        "not-ready" => "gerbang belum siap",
        "log-unavailable" => "pencatatan tidak dapat ditulis",
        "unexpected" => "galat pada gerbang",
        _ => code,
    };
}
