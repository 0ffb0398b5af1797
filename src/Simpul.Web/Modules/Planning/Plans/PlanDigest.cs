using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>The proof of what was enacted: SHA-256 over the canonical form of a version with its contents and links.</summary>
internal static class PlanDigest
{
    public static async Task<string> Of(PlatformDb db, Plan plan, CancellationToken cancel)
    {
        var contents = await db.Set<PlanContent>().AsNoTracking().Where(item => item.PlanId == plan.Id).ToListAsync(cancel);
        var links = await db.Set<PlanLink>().AsNoTracking().Where(item => item.PlanId == plan.Id).ToListAsync(cancel);
        return Of(plan, contents, links);
    }

    public static string Of(Plan plan, IEnumerable<PlanContent> contents, IEnumerable<PlanLink> links) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(new JsonObject
    {
        ["kind"] = PlanWords.Code(plan.Kind),
        ["title"] = plan.Title,
        ["number"] = plan.Number,
        ["from"] = Day(plan.From),
        ["until"] = Day(plan.Until),
        ["contents"] = new JsonArray([.. contents.OrderBy(item => item.Part).ThenBy(item => item.Key, StringComparer.Ordinal).Select(item => new JsonObject
        {
            ["part"] = PlanWords.Code(item.Part),
            ["key"] = item.Key,
            ["text"] = item.Text,
            ["budget"] = item.Budget?.ToString("0", CultureInfo.InvariantCulture),
        })]),
        ["links"] = new JsonArray([.. links.OrderBy(item => item.Basis, StringComparer.Ordinal).ThenBy(item => item.Id).Select(item => new JsonObject
        {
            ["basis"] = item.Basis,
            ["document"] = item.DocumentId?.ToString(),
            ["plan"] = item.OtherId?.ToString(),
            ["name"] = item.Name,
        })]),
    })));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
