using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Platform.Journal;

/// <summary>Whoever reads the journal reads Indonesian, whatever was changed.</summary>
public sealed class WordsTests
{
    [Fact]
    public async Task Every_kind_of_record_and_every_field_that_events_write_has_a_word()
    {
        await using var app = await App.Start();
        await app.Do(services =>
        {
            var model = services.GetRequiredService<PlatformDb>().Model;
            var words = services.GetServices<RecordWords>().ToDictionary(item => item.Name);
            var registers = services.GetRequiredService<RegisterCatalogue>();
            var records = model.GetEntityTypes().Where(type => typeof(IRecord).IsAssignableFrom(type.ClrType)).Select(type => (Name: RecordKindAttribute.Of(type.ClrType), Type: type));
            var parts = model.GetEntityTypes().Where(type => typeof(IPart).IsAssignableFrom(type.ClrType)).Select(type => (Name: type.GetTableName()!, Type: type));
            var silent = new List<string>();
            foreach (var (name, type) in records.Concat(parts))
            {
                var register = registers.ByKind(name);
                if (register is null && !words.ContainsKey(name))
                {
                    silent.Add(name);
                }
                silent.AddRange(Written(type).Where(field => register?.Fields.Any(item => Camel(item.Member) == field) != true
                    && words.GetValueOrDefault(name)?.Labels.ContainsKey(field) != true && !PlatformWords.Labels.ContainsKey(field)).Select(field => $"{name}.{field}"));
            }
            silent.ShouldBeEmpty();
            return Task.FromResult(true);
        });
    }

    /// <summary>What changes of a record are told: not its key, its version, nor fingerprints of what is sealed.</summary>
    private static IEnumerable<string> Written(IEntityType type) => type.GetProperties()
        .Where(property => !property.IsPrimaryKey() && !property.IsShadowProperty() && property.Name != nameof(IRecord.Version) && !property.Name.EndsWith("Fingerprint", StringComparison.Ordinal) && property.ClrType != typeof(byte[]))
        .Select(property => Camel(property.Name));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
