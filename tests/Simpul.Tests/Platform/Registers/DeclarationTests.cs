using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>What every declaration of a register must keep to.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public async Task What_a_register_says_is_unique_the_database_keeps_unique()
    {
        await using var app = await App.Start();
        await app.Do(services =>
        {
            var model = services.GetRequiredService<PlatformDb>().Model;
            foreach (var register in services.GetRequiredService<RegisterCatalogue>().All)
            {
                foreach (var field in register.Fields.Where(field => field.Unique))
                {
                    model.FindEntityType(field.MemberOf)!.GetIndexes().ShouldContain(
                        index => index.IsUnique && index.Properties.Count == 1 && index.Properties[0].Name.StartsWith(field.Member, StringComparison.Ordinal), $"{register.Kind}.{field.Key}");
                }
                foreach (var field in register.Fields.Where(field => field.Kind is FieldKind.Text or FieldKind.LongText))
                {
                    (model.FindEntityType(field.MemberOf)!.FindProperty(field.Member)?.GetMaxLength() ?? int.MaxValue).ShouldBeGreaterThanOrEqualTo(field.MaxLength, $"{register.Kind}.{field.Key}");
                }
            }
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_declaration_that_cannot_work_keeps_the_program_from_starting_and_every_fault_is_named()
    {
        var fault = await Should.ThrowAsync<InvalidOperationException>(() => App.Start(configure: services => services.AddSingleton<Register>(new Register<Person>
        {
            Kind = "people",
            Slug = "orang",
            Title = "Orang",
            One = "orang",
            Why = "",
            View = OrganisationPermissions.ViewPeople,
            Edit = OrganisationPermissions.EditPeople,
            OrderedBy = "rank",
            Of =
            [
                Fields.Text<Person>("page", "ID", person => person.Name, 10, new() { Searched = true }),
                Fields.Date<Person>("leftOn", "Berhenti", person => person.LeftOn, new() { Unique = true, Searched = true, Filtered = true }),
            ],
        })));
        foreach (var words in new[]
        {
            "another register has its kind", "neither TitleOf nor TitledBy", "rank is none of its fields", "the key page is taken", "the label ID is taken", "one to seven fields make a list",
            "leftOn is Unique", "leftOn is Searched", "leftOn is Filtered", $"{OrganisationPermissions.ViewPeople} is granted for the own agency",
        })
        {
            fault.Message.ShouldContain(words);
        }
    }

    [Fact]
    public void Text_is_kept_composed_and_without_what_a_database_refuses()
    {
        Fields.Clean(" a\0b\r\nc\u0301\ud800\u0007 ").ShouldBe("ab\nć\ufffd");
    }
}
