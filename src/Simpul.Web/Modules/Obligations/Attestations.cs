using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Obligations;

/// <summary>What somebody states.</summary>
/// <param name="Agency">For which agency; null for the government as a whole.</param>
/// <param name="ValidUntil">Null: as long as it may count.</param>
public sealed record AttestationInput(Guid? Agency, string? Statement, DateOnly? DoneOn, DateOnly? ValidUntil, string? Link);

/// <summary>States that obligations are met, and takes statements back.</summary>
public sealed class Attestations(PlatformDb db, Board board, Journal journal, Acting acting, Today today, TimeProvider clock)
{
    private Actor Actor => acting.Actor;

    /// <summary>
    /// Whether the actor may state this for the agency: their office is one that the obligation addresses, and their permission reaches it; or they
    /// may state any.
    /// </summary>
    public bool May(BoardRow row, Guid? agency) =>
        row.Attested && (Actor.May(ObligationsModule.AttestAny, agency)
            || (Actor.Offices is { } offices && row.Attesting.Overlaps(offices) && (agency is null ? Actor.May(ObligationsModule.Attest) : Actor.May(ObligationsModule.Attest, agency))));

    /// <summary>The agencies for which the actor may state it: one null where it is the government's as a whole; empty where they may not at all.</summary>
    public IReadOnlyList<Guid?> Open(BoardView view, BoardRow row) =>
        row.OfEveryAgency
            ? [.. view.Answering.Select(agency => (Guid?)agency.Id).Where(agency => May(row, agency))]
            : May(row, null) ? [null] : [];

    /// <summary>States that the obligation is met.</summary>
    /// <returns>The attestation; refusals at Agency, Statement, DoneOn, ValidUntil and Link.</returns>
    public async Task<Outcome<Attestation>> Attest(string obligation, AttestationInput input, CancellationToken cancel)
    {
        var view = await board.On(today.Date, cancel);
        if (!view.Rows.TryGet(obligation, out var row))
        {
            return Refusal.Whole("Kewajiban ini tidak ada dalam peraturan.");
        }
        if (!row.Attested)
        {
            return Refusal.Whole("Kewajiban ini dijawab dari catatan, jadi tidak dapat dinyatakan. Lengkapi catatannya.");
        }
        var refusals = Check(view, row, input);
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var doneOn = input.DoneOn!.Value;
        var attestation = new Attestation
        {
            ObligationId = row.Id,
            AgencyId = row.OfEveryAgency ? input.Agency : null,
            Statement = input.Statement!.Trim().ReplaceLineEndings("\n"),
            DoneOn = doneOn,
            ValidUntil = input.ValidUntil ?? AttestationTerms.LongestUntil(row.Obligation, doneOn),
            Link = string.IsNullOrWhiteSpace(input.Link) ? null : input.Link.Trim(),
            PersonId = Actor.PersonId,
            OfficeId = Actor.OfficeId,
            PersonName = Actor.Name ?? "Pengelola sistem",
            OfficeTitle = Actor.OfficeTitle ?? "Pengelola sistem",
            AttestedAt = clock.GetUtcNow(),
        };
        db.Add(attestation);
        journal.Record("attestations.stated", attestation);
        await db.SaveChangesAsync(cancel);
        return attestation;
    }

    /// <summary>Takes a statement back, with the reason. It stays where it is, and counts no longer.</summary>
    /// <returns>The attestation; refusals at Reason.</returns>
    public async Task<Outcome<Attestation>> Withdraw(Guid id, string? reason, CancellationToken cancel)
    {
        var attestation = await db.Set<Attestation>().SingleOrDefaultAsync(item => item.Id == id, cancel);
        var view = await board.On(today.Date, cancel);
        if (attestation is null || !view.Rows.TryGet(attestation.ObligationId, out var row))
        {
            return Refusal.Whole("Pernyataan ini tidak ditemukan.");
        }
        if (!May(row with { By = AnsweredBy.Attestation }, attestation.AgencyId))
        {
            return Refusal.Whole("Jabatan Anda tidak berwenang mencabut pernyataan ini. Minta jabatan yang menyatakannya, atau pimpinan daerah.");
        }
        if (attestation.WithdrawnAt is not null)
        {
            return Refusal.Whole("Pernyataan ini sudah dicabut.");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Isi alasan pencabutan.");
        }
        if (reason.Trim().Length > Attestation.ReasonLength)
        {
            return Refusal.At("Reason", $"Paling banyak {Attestation.ReasonLength} huruf.");
        }
        (attestation.WithdrawnAt, attestation.WithdrawnOn, attestation.WithdrawnReason) = (clock.GetUtcNow(), today.Date, reason.Trim());
        journal.Record("attestations.withdrawn", attestation, reason.Trim());
        await db.SaveChangesAsync(cancel);
        return attestation;
    }

    private List<Refusal> Check(BoardView view, BoardRow row, AttestationInput input)
    {
        var refusals = new List<Refusal>();
        var agency = row.OfEveryAgency ? input.Agency : null;
        if (row.OfEveryAgency && (agency is null || view.Answering.All(item => item.Id != agency)))
        {
            refusals.Add(Refusal.At("Agency", "Pilih perangkat daerah yang menyatakan."));
        }
        else if (!May(row, agency))
        {
            refusals.Add(Refusal.Whole(agency is null
                ? $"Jabatan Anda tidak berwenang menyatakan kewajiban ini. Yang berwenang: {row.Actor.Name}."
                : $"Jabatan Anda tidak berwenang menyatakan kewajiban ini untuk {view.Agency(agency)?.Called}."));
        }
        if (string.IsNullOrWhiteSpace(input.Statement))
        {
            refusals.Add(Refusal.At("Statement", "Tulis apa yang sudah dilakukan."));
        }
        else if (input.Statement.Trim().Length > Attestation.StatementLength)
        {
            refusals.Add(Refusal.At("Statement", $"Paling banyak {Indonesian.Number(Attestation.StatementLength)} huruf; sekarang {Indonesian.Number(input.Statement.Trim().Length)}."));
        }
        if (input.DoneOn is not { } doneOn)
        {
            refusals.Add(Refusal.At("DoneOn", "Isi tanggal pelaksanaannya."));
        }
        else if (doneOn > today.Date)
        {
            refusals.Add(Refusal.At("DoneOn", "Tanggal pelaksanaan belum tiba."));
        }
        else if (doneOn < today.Date.AddYears(-20))
        {
            refusals.Add(Refusal.At("DoneOn", "Tanggal pelaksanaan lebih dari 20 tahun yang lalu. Periksa tahunnya."));
        }
        else
        {
            CheckEnd(row, doneOn, input.ValidUntil, refusals);
        }
        if (!string.IsNullOrWhiteSpace(input.Link) && (input.Link.Trim().Length > Attestation.LinkLength || !Uri.TryCreate(input.Link.Trim(), UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https")))
        {
            refusals.Add(Refusal.At("Link", "Isi alamat lengkap, misalnya https://contoh.go.id/dokumen."));
        }
        return refusals;
    }

    private static void CheckEnd(BoardRow row, DateOnly doneOn, DateOnly? until, List<Refusal> refusals)
    {
        var longest = AttestationTerms.LongestUntil(row.Obligation, doneOn);
        if (until < doneOn)
        {
            refusals.Add(Refusal.At("ValidUntil", "Akhir masa berlaku tidak boleh sebelum tanggal pelaksanaan."));
        }
        else if (until > longest)
        {
            refusals.Add(Refusal.At("ValidUntil", $"Paling lama sampai {Indonesian.Date(longest!.Value)}. Masa berlaku boleh dipersingkat, tidak boleh diperpanjang."));
        }
    }
}
