from django.db import migrations

CATEGORIES = [
    ("law_publicity", "法律法规宣传"),
    ("public_safety", "平安建设"),
    ("emergency", "应急管理"),
    ("social_security", "社会保障"),
    ("epidemic_control", "疫情防控"),
    ("other", "其他服务管理"),
]


def fill(apps, schema_editor):
    category = apps.get_model("matters", "Category")
    for position, (key, name) in enumerate(CATEGORIES, start=1):
        category.objects.get_or_create(key=key, defaults={"name": name, "position": position})


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
